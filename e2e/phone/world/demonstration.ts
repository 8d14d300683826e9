import { join } from 'node:path'
import { ROOT } from '@keyward/tools/setup/places'
import { runProgram } from '../../server/cases/program.ts'
import type { Programs } from './programs.ts'

/** Makes the workspace of the demonstration, as `npm start` does. @throws {Error} with what it wrote */
export async function makeDemonstration({ origins, peopleFile }: Programs): Promise<void> {
  const { keyward, perch } = origins
  const seed = join(ROOT, 'apps/demo/seed.ts')
  const { PATH, HOME } = process.env
  const { ended, written } = runProgram([process.execPath, seed, keyward, perch, peopleFile], {
    PATH,
    HOME,
  })
  if ((await ended) !== 0) throw new Error(`The demonstration was not made: ${written.err}`)
}
