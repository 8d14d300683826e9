import { resolve } from 'node:path'
import { DemoError, sentenceOf } from './error.ts'
import { makeDemonstration } from './make-demonstration.ts'
import { readPlaces } from './places.ts'

/** `seed.ts <origin of Keyward> <origin of Perch> <file>`, as `npm start` runs it. */
try {
  const [keyward, perch, file] = process.argv.slice(2)
  const places = readPlaces(keyward, perch)
  if (file === undefined)
    throw new DemoError('demo.arguments', 'Name the file to write the people to.')
  await makeDemonstration(places, resolve(file), (line) => process.stdout.write(`${line}\n`))
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`)
  process.exitCode = 1
}
