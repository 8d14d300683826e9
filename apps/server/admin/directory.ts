import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { OperatorError } from '../config/error.ts'
import { readPlaces } from '../config/read.ts'
import { AppListError, type ParsedList, parseAppList } from '../directory/parse-list.ts'
import { openDatabase } from '../ops/open-store.ts'
import { isThere } from '../secrets/installation.ts'
import type { Command } from './command.ts'

/** Takes a list of apps that support passkeys from a file, in place of the one imported before. */
export const importDirectory: Command = async ({ file }, { terminal, openStore }) => {
  const { apps, skipped } = readList(resolve(file))
  const places = readPlaces(terminal.env)
  if (!isThere(places.database)) {
    const message = `There is no database at ${places.database}: start the server once.`
    throw new OperatorError('data.database-missing', message)
  }
  const store = await openDatabase(places, openStore)
  try {
    const updatedAt = terminal.clock()
    await store.directory.put({ source: 'imported', updatedAt, apps: JSON.stringify(apps) })
  } finally {
    await store.close()
  }
  const left = skipped === 0 ? '' : ` Rows that name no app with passkeys: ${skipped}.`
  terminal.writeOut(`Apps taken from this file: ${apps.length}.${left}\n`)
}

function readList(path: string): ParsedList {
  try {
    return parseAppList(readFileSync(path, 'utf8'))
  } catch (cause) {
    const reason = cause instanceof AppListError ? cause.message : 'It could not be read.'
    throw new OperatorError('directory.file', `${path} was not imported. ${reason}`, { cause })
  }
}
