import { runAdmin } from './admin/run.ts'
import { processTerminal } from './admin/terminal.ts'
import { openSqliteStore } from './store/sqlite.ts'

process.exitCode = await runAdmin(process.argv.slice(2), processTerminal(), openSqliteStore)
