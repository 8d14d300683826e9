import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { coloured } from '../screens/places.ts'
import type { Still } from './moving.ts'

/** Takes pictures of what a page shows while a story is told on it. */
export interface Camera {
  /** @param name of what is shown, the same in every story */
  take(page: Page, name: string): Promise<void>
}

/** Steps between two pictures are done where there is room, as a person with a large screen would. */
const ROOM = { width: 1280, height: 900 }
const PHONE = { width: 390, height: 740 }
/** Milliseconds. */
const MOST_WAITED = 600
const SCHEMES = ['light', 'dark'] as const

/** Every picture at each width and in both themes, as `name-width-theme.png`. */
export function everyLook(folder: string, widths: readonly number[] = [320, 390, 1280]): Camera {
  mkdirSync(folder, { recursive: true })
  return {
    async take(page, name) {
      // Nothing is to look as if somebody pointed at it.
      await page.mouse.move(0, 0)
      for (const colorScheme of SCHEMES) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        for (const width of widths) {
          await page.setViewportSize({ width, height: width > 1000 ? ROOM.height : PHONE.height })
          await painted(page, colorScheme)
          await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`) })
        }
      }
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    },
  }
}

/** Until every frame that is shown has its colours and sizes. Frames behind never paint. */
async function painted(page: Page, theme: 'light' | 'dark'): Promise<void> {
  const frames = page.frames().map((frame) => coloured(frame, theme).catch(() => undefined))
  await Promise.race([Promise.all(frames), sleep(MOST_WAITED)])
}

/** A camera of the pictures that the help shows, and the stills of a whole story. */
export interface HelpCamera extends Camera {
  readonly stills: readonly Still[]
}

/**
 * @param files the files that are wanted, by the name of what is shown
 * @param moving what a moving picture of the story has, with its time in milliseconds
 */
export function forHelp(
  folder: string,
  files: Readonly<Record<string, string>>,
  moving: Readonly<Record<string, number>>,
): HelpCamera {
  mkdirSync(folder, { recursive: true })
  const stills: Still[] = []
  const take = async (page: Page, name: string): Promise<void> => {
    const file = files[name]
    const shownFor = moving[name]
    if (file === undefined && shownFor === undefined) return
    await page.setViewportSize(PHONE)
    await painted(page, 'light')
    const png = await page.screenshot()
    if (file !== undefined) writeFileSync(join(folder, file), png)
    if (shownFor !== undefined) stills.push({ png, shownFor })
  }
  return { stills, take }
}
