import { readFileSync } from 'node:fs'
import type { DirectoryApp } from '@keyward/protocol'
import { parseAppList } from './parse-list.ts'

/** The apps that the program itself knows of. */
export const OWN_APPS: readonly DirectoryApp[] = parseAppList(
  readFileSync(new URL('apps.json', import.meta.url), 'utf8'),
).apps
