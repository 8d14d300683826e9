import { sentenceOf } from './error.ts'
import { readPlaces } from './places.ts'
import { tellStory } from './story/tell.ts'

/** `demo.ts <origin of Keyward> <origin of Perch>`, as `npm run demo` runs it: 0 when all held. */
try {
  const [keyward, perch] = process.argv.slice(2)
  const places = readPlaces(keyward, perch)
  const began = performance.now()
  const allHeld = await tellStory(
    places,
    {
      done: (title, milliseconds, held) =>
        process.stdout.write(`✓ ${seconds(milliseconds)}  ${title}\n           ${held}\n`),
      failed: (title, milliseconds, error) =>
        process.stdout.write(
          `✗ ${seconds(milliseconds)}  ${title}\n           ${sentenceOf(error)}\n`,
        ),
    },
    () => performance.now(),
  )
  const total = seconds(performance.now() - began)
  process.stdout.write(
    allHeld
      ? `\n✓ ${total}  Every step held.\n`
      : `\n✗ ${total}  A step did not hold, and the story ended there.\n`,
  )
  process.exitCode = allHeld ? 0 : 1
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`)
  process.exitCode = 1
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`.padStart(7)
}
