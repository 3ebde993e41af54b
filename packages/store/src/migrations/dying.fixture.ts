/** A process that brings a file up to date and is killed once it has run so many statements: `FILE ROLE COUNT`. */
import Database from 'better-sqlite3'
import { driverOf } from '../native/files.ts'
import { migrations } from './index.ts'
import { migrate } from './migrate.ts'
import { threeSteps } from './three-steps.fixture.ts'

const [file = '', role = '', count = ''] = process.argv.slice(2)
const driver = driverOf(new Database(file))
driver.exec('pragma journal_mode = wal')
let left = Number(count)
const dying = {
  ...driver,
  exec(sql: string) {
    if (left === 0) process.kill(process.pid, 'SIGKILL')
    left -= 1
    driver.exec(sql)
  },
}
migrate(dying, role === 'cache' || role === 'outbox' ? migrations[role] : threeSteps)
driver.close()
