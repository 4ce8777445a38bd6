/** What every Java of Spark's is told in tests, which start about thirty of them. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pythonPath } from './python.ts';

/**
 * For programs of a few minutes on two cores: compiling them to the last would cost more than it brings. Java then keeps little room
 * for compiled code, and compiles no more once it is full, which thousands of plans of Spark reach.
 */
const compiling = '-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m';

let archive: string | undefined;

/** To read and check Spark's classes takes each Java longer than what it is asked then: they are taken from an archive, which is made once. */
export function javaOptions(): string {
  archive ??= classArchive();
  return `${compiling} -XX:SharedArchiveFile=${archive}`;
}

/** For the small program in Java that puts the command line of each together. */
export const launcherOptions = '-XX:+UseSerialGC -XX:TieredStopAtLevel=1';

export function sparkHome(): string {
  return execFileSync(pythonPath(), ['-c', 'import os, pyspark; print(os.path.dirname(pyspark.__file__))'], { encoding: 'utf8' }).trim();
}

/** @throws Error where it is not installed */
export function javaHome(): string {
  const root = '/usr/lib/jvm';
  const found = existsSync(root) ? readdirSync(root).filter((name) => /^java-17-openjdk/.test(name)) : [];
  if (found.length === 0) throw new Error('Java 17 is not installed: apt-get install openjdk-17-jre-headless');
  return join(root, found[0]!);
}

/** Beside the Python that has Spark; one for each Java, and for each list of what is used. */
function classArchive(): string {
  const program = fileURLToPath(new URL('archive-classes.py', import.meta.url));
  const key = createHash('sha256').update(readFileSync(join(javaHome(), 'release'))).update(readFileSync(program)).update(compiling).digest('hex').slice(0, 16);
  const path = join(dirname(dirname(pythonPath())), `spark-classes-${key}.jsa`);
  if (existsSync(path)) return path;
  const making = `${path}.${process.pid}`;
  try {
    execFileSync(pythonPath(), [program], {
      stdio: 'ignore', env: { ...process.env, JAVA_HOME: javaHome(), SPARK_HOME: sparkHome(), SPARK_LOCAL_IP: '127.0.0.1', JAVA_OPTIONS: `${compiling} -XX:ArchiveClassesAtExit=${making}` },
    });
    // What is there under its own name is whole.
    renameSync(making, path);
  } finally {
    rmSync(making, { force: true });
  }
  return path;
}
