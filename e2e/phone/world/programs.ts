import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApps } from '@keyward/tools/start/build'
import { freePort } from '@keyward/tools/start/free-port'
import { originsOf, programsOf } from '@keyward/tools/start/programs'
import { ROOT } from '@keyward/tools/setup/places'
import { runProgram } from '../../server/cases/program.ts'

/** Where the browser finds what runs. */
export interface Origins {
  readonly keyward: string
  readonly perch: string
  readonly phone: string
}

/** All that `npm start` runs, on empty data and free ports. */
export interface Programs {
  readonly origins: Origins
  /** Where the simulated phone reads its people; the file may be written later. */
  readonly peopleFile: string
  /** Ends them and deletes their data. */
  close(): Promise<void>
}

/**
 * Builds the apps when they are stale, and starts the server, Perch and the simulated phone as
 * `npm start` does. KEYWARD_WEB names a built app to be tried instead of the sources.
 */
export async function runPrograms(): Promise<Programs> {
  const built = process.env['KEYWARD_WEB']
  if (built === undefined) {
    await buildApps({ root: ROOT, node: process.execPath, env: process.env })
  }
  const data = mkdtempSync(join(tmpdir(), 'keyward-phone-'))
  const places = { root: ROOT, data, ports: await choosePorts() }
  const running = programsOf(places).map(({ entry, env, ready }) => {
    const own = { ...inherited(), ...env, ...(built === undefined ? {} : { KEYWARD_WEB: built }) }
    const program = runProgram([process.execPath, join(ROOT, entry)], own)
    return { program, isReady: program.line(ready) }
  })
  const close = async (): Promise<void> => {
    for (const { program } of running) program.signal('SIGKILL')
    await Promise.all(running.map(({ program }) => program.ended))
    rmSync(data, { recursive: true, force: true })
  }
  try {
    await Promise.all(running.map(({ isReady }) => isReady))
  } catch (error) {
    await close()
    throw error
  }
  const { SIMULATOR_DEMO: peopleFile = '' } = Object.assign(
    {},
    ...programsOf(places).map(({ env }) => env),
  ) as Record<string, string>
  return { origins: originsOf(places), peopleFile, close }
}

/** What the programs get of this one's environment: the settings of tests are none of the server's. */
function inherited(): NodeJS.Dict<string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('KEYWARD_')),
  )
}

/** Far from where `npm start` begins to look, so that both may run. */
async function choosePorts() {
  const begin = randomInt(20_000, 40_000)
  const server = await freePort(begin)
  const perch = await freePort(server + 1)
  return { server, perch, phone: await freePort(perch + 1) }
}
