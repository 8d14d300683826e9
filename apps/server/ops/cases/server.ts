import { randomBytes } from 'node:crypto'
import { get } from 'node:http'
import { join } from 'node:path'
import { type Config, readConfig } from '../../config/read.ts'
import type { Environment } from '../../config/reader.ts'
import { openSqliteStore } from '../../store/sqlite.ts'
import type { Answering } from '../front.ts'
import { type Log, makeLog } from '../log.ts'
import type { Parts } from '../start.ts'

/** A promise, and what keeps it. */
export function moment(): { readonly reached: Promise<void>; reach(): void } {
  let reach!: () => void
  const reached = new Promise<void>((resolve) => void (reach = resolve))
  return { reached, reach }
}

/** A log that keeps its lines, as objects. */
export function keptLog(): { log: Log; lines: Record<string, unknown>[] } {
  const lines: Record<string, unknown>[] = []
  const write = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>)
  return { log: makeLog({ level: 'debug', isForPeople: false, write }), lines }
}

/** Parts of a real server but for its app. */
export function partsWith(createApp: Parts['createApp'], log = keptLog().log): Parts {
  return {
    openStore: openSqliteStore,
    createApp,
    makeMailer: () => ({ announceInvitation: async () => false }),
    log,
    clock: Date.now,
    random: (length) => new Uint8Array(randomBytes(length)),
    version: '0.0.0',
  }
}

/** An app of one answer. */
export function answering(answer: (path: string) => Response | Promise<Response>): Answering {
  return { fetch: (request) => answer(new URL(request.url).pathname) }
}

/** Settings of a server on any free port, with its data in the folder. */
export function configFor(folder: string, env: Environment = {}): Config {
  return readConfig({ KEYWARD_DATA: join(folder, 'data'), KEYWARD_PORT: '0', ...env })
}

export interface Answer {
  readonly status: number
  readonly body: string
  readonly headers: NodeJS.Dict<string | string[]>
}

/** One request to this machine, with any headers. */
export function ask(
  port: number,
  path: string,
  headers: NodeJS.Dict<string> = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body, headers: response.headers }),
      )
    }).on('error', reject)
  })
}
