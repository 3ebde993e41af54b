import type { Driver } from '../driver.ts'

/** Plain SQL, one statement a string. Its number is its place in the list, from 1. */
export type Migration = readonly string[]

/** The number of the last migration a file has been through; 0 for an empty file. */
export function versionOf(driver: Driver): number {
  const row = driver.prepare('pragma user_version').raw().get()
  return Number(Array.isArray(row) ? row[0] : 0)
}

/**
 * Brings a file up to the last of `migrations`. Each runs in a transaction of its own together with its number, so a process
 * that dies anywhere leaves a file of some whole version (P-14). Only for files that are not newer than that.
 */
export function migrate(driver: Driver, migrations: readonly Migration[]): void {
  const from = versionOf(driver)
  for (const [index, statements] of migrations.entries()) {
    const version = index + 1
    if (version <= from) continue
    driver.exec('begin immediate')
    try {
      for (const statement of statements) driver.exec(statement)
      driver.exec(`pragma user_version = ${version}`)
      driver.exec('commit')
    } catch (error) {
      if (driver.inTransaction()) driver.exec('rollback')
      throw error
    }
  }
}
