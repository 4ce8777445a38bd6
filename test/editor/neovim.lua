-- nvim --headless --clean -u NONE +'luafile test/editor/neovim.lua'
-- The set-up of docs/editors/neovim.md, run in a real Neovim. MQL_NODE and MQL_SCRIPT say what runs the server, MQL_WORKSPACE where files are.
local passed, failed = 0, 0
local workspace = os.getenv('MQL_WORKSPACE')

local function finish()
  print(string.format('%d passed, %d failed', passed, failed))
  io.stdout:write('\n')
  vim.cmd(failed == 0 and 'qall!' or 'cquit 1')
end

local function check(name, condition, found)
  if condition then
    passed = passed + 1
    io.stdout:write('ok   neovim: ' .. name .. '\n')
  else
    failed = failed + 1
    io.stdout:write('FAIL neovim: ' .. name .. (found and (': ' .. vim.inspect(found)) or '') .. '\n')
  end
  return condition
end

local function patiently(condition) return vim.wait(60000, condition, 20) end

-- What the page of the manual says.
vim.cmd([[autocmd BufRead,BufNewFile *.mql setlocal filetype=mql commentstring=#\ %s]])
vim.cmd('edit ' .. workspace .. '/broken.mql')
check('the file has its type', vim.bo.filetype == 'mql', vim.bo.filetype)
local id = vim.lsp.start_client({
  name = 'mql',
  cmd = { os.getenv('MQL_NODE'), os.getenv('MQL_SCRIPT'), 'lsp', '--stdio' },
  root_dir = workspace,
})
vim.lsp.buf_attach_client(0, id)

local function ask(method, params)
  local answer = vim.lsp.buf_request_sync(0, method, params, 60000)
  local own = answer and answer[id]
  if not own or own.error or own.err then error(method .. ': ' .. vim.inspect(answer)) end
  return own.result
end
local function at(line, character)
  return { textDocument = vim.lsp.util.make_text_document_params(), position = { line = line, character = character } }
end

local ok, problem = pcall(function()
  check('a mistake is shown', patiently(function() return #vim.diagnostic.get(0) == 1 end), vim.diagnostic.get(0))
  local mistake = vim.diagnostic.get(0)[1]
  check('in its place, with its code', mistake.lnum == 1 and mistake.col == 2 and mistake.message:find('`employes`', 1, true) ~= nil and mistake.source == 'mql', mistake)

  local range = vim.lsp.util.make_range_params()
  range.range = { start = { line = 1, character = 2 }, ['end'] = { line = 1, character = 10 } }
  range.context = { diagnostics = {} }
  local fix
  for _, action in ipairs(ask('textDocument/codeAction', range)) do
    if action.title:find('employees', 1, true) then fix = action end
  end
  check('its fix is offered', fix ~= nil)
  vim.lsp.util.apply_workspace_edit(fix.edit, vim.lsp.get_client_by_id(id).offset_encoding)
  check('and edits the buffer', vim.api.nvim_buf_get_lines(0, 1, 2, false)[1] == '  employees 50..500 +10', vim.api.nvim_buf_get_lines(0, 1, 2, false))
  check('the mistake goes', patiently(function() return #vim.diagnostic.get(0) == 0 end), vim.diagnostic.get(0))

  local hover = ask('textDocument/hover', at(1, 4))
  check('hover says what a field is', hover.contents.value:find('employees', 1, true) ~= nil, hover)
  local completions = ask('textDocument/completion', at(2, 2))
  local labels = vim.tbl_map(function(item) return item.label end, completions.items or completions)
  check('completion offers fields and events', vim.tbl_contains(labels, 'webinar') and vim.tbl_contains(labels, 'country'), labels)

  -- As a user gets it: in insert mode, by omnifunc.
  vim.bo.omnifunc = 'v:lua.vim.lsp.omnifunc'
  vim.o.completeopt = 'menuone,noselect'

  vim.cmd('edit! ' .. workspace .. '/shared/enterprise.mql')
  vim.lsp.buf_attach_client(0, id)
  local definition
  check('a name is found in the file that is used', patiently(function()
    definition = ask('textDocument/definition', at(3, 4))
    return definition and definition[1] and definition[1].uri:find('vocabulary.mql', 1, true) ~= nil
  end), definition)
  local edit = ask('textDocument/rename', vim.tbl_extend('force', at(3, 4), { newName = 'large_company' }))
  check('rename edits both files', vim.tbl_count(edit.changes) == 2, edit)
  vim.api.nvim_buf_set_lines(0, 3, 4, false, { '  enterprise      +60' })
  local edits = ask('textDocument/formatting', { textDocument = vim.lsp.util.make_text_document_params(), options = { tabSize = 2, insertSpaces = true } })
  vim.lsp.util.apply_text_edits(edits, 0, 'utf-16')
  check('formatting makes the canonical form', vim.api.nvim_buf_get_lines(0, 3, 4, false)[1] == '  enterprise +60', vim.api.nvim_buf_get_lines(0, 0, -1, false))

  vim.lsp.stop_client(id)
  check('the server ends', patiently(function() return vim.lsp.get_client_by_id(id) == nil end))
end)
if not ok then check('runs to its end', false, problem) end
finish()
