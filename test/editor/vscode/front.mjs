// A front for VS Code's server: passes everything on, WebSockets too, serves `/__static/` from a folder, and writes
// developmentOptions into the page, as @vscode/test-web does. An extension given this way is local to the browser, so that VS Code
// loads its `browser` entry in the web worker extension host.
import { readFile } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { extname, join } from 'node:path';

const types = { '.js': 'text/javascript', '.cjs': 'text/javascript', '.json': 'application/json', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png' };

/**
 * @param {number} port of VS Code's server
 * @param {string} folder that is served
 * @param {{ extension: string, tests?: string }} development paths in that folder
 */
export async function startFront(port, folder, { extension, tests }) {
  const server = http.createServer((request, answer) => {
    const { pathname } = new URL(request.url, 'http://front');
    if (pathname.startsWith('/__static/')) serveFile(join(folder, decodeURIComponent(pathname.slice('/__static/'.length))), answer);
    else passOn(request, answer, pathname === '/');
  });

  function serveFile(path, answer) {
    readFile(path, (error, content) => {
      if (error) answer.writeHead(404).end();
      else answer.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' }).end(content);
    });
  }

  function passOn(request, answer, isPage) {
    const headers = { ...request.headers };
    if (isPage) delete headers['accept-encoding'];
    const passed = http.request({ host: '127.0.0.1', port, path: request.url, method: request.method, headers }, (reply) => {
      if (!isPage) {
        answer.writeHead(reply.statusCode, reply.headers);
        reply.pipe(answer);
        return;
      }
      let page = '';
      reply.setEncoding('utf8').on('data', (part) => { page += part; }).on('end', () => {
        const { 'content-length': _length, 'transfer-encoding': _transfer, 'content-encoding': _encoding, ...kept } = reply.headers;
        answer.writeHead(reply.statusCode, kept).end(withDevelopment(page, request.headers.host));
      });
    });
    passed.on('error', () => answer.writeHead(502).end());
    request.pipe(passed);
  }

  function withDevelopment(page, authority) {
    const uri = (path) => ({ scheme: 'http', authority, path: `/__static/${path}` });
    return page.replace(/(id="vscode-workbench-web-configuration" data-settings=")([^"]*)"/, (_, start, escaped) => {
      const settings = JSON.parse(escaped.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
      settings.developmentOptions = { ...settings.developmentOptions, extensions: [uri(extension)], ...(tests === undefined ? {} : { extensionTestsPath: uri(tests) }) };
      return `${start}${JSON.stringify(settings).replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`;
    });
  }

  server.on('upgrade', (request, socket, head) => {
    const behind = net.connect(port, '127.0.0.1', () => {
      const lines = request.rawHeaders.map((each, index) => (index % 2 === 1 ? `${each}\r\n` : `${each}: `)).join('');
      behind.write(`${request.method} ${request.url} HTTP/1.1\r\n${lines}\r\n`);
      behind.write(head);
      socket.pipe(behind).pipe(socket);
    });
    behind.on('error', () => socket.destroy());
    socket.on('error', () => behind.destroy());
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { port: server.address().port, close: () => { server.closeAllConnections(); server.close(); } };
}
