// The database as an operator reaches it beside the running house, by the database's own program: where a test would
// otherwise wait for hours.
import { execFileSync } from 'node:child_process';
import path from 'node:path';

// Runs one statement; answers what it prints.
export function sql(site, statement) {
  const [program, args] = site.database
    ? ['psql', ['-qXAt', '-v', 'ON_ERROR_STOP=1', '-c', statement, site.database]]
    : ['sqlite3', ['-bail', '-cmd', '.timeout 20000', path.join(site.folder, 'vestka.db'), statement]];
  return execFileSync(program, args, { encoding: 'utf8' }).trim();
}
