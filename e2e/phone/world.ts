import { writeFileSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright-core'
import { launchSharedBrowser } from '../browser.ts'
import { KINDS, type Phone, type PhoneKind, phoneOn } from './phone.ts'
import { watchComplaints } from './world/complaints.ts'
import { makePeople, type People, type Who } from './world/people.ts'
import { type Origins, runPrograms } from './world/programs.ts'

/** One phone to open. */
export interface PhoneSetup {
  readonly kind: PhoneKind
  /** Whose phone it is: Keyward offers to sign them in. */
  readonly as?: Who
  /** The version of its system; the newest when it is left out. */
  readonly os?: number
}

/** How the page of phones looks. */
export interface Look {
  /** A page as narrow as a phone shows one phone and nothing else. */
  readonly width?: number
  readonly height?: number
  readonly scheme?: 'light' | 'dark'
}

/** A server, Perch, simulated phones, people of each role, and one browser for all of it. */
export interface World {
  readonly origins: Origins
  readonly people: People
  /** Phones as they come out of their boxes, on one page of a fresh profile. */
  openPhones(setups: readonly PhoneSetup[], look?: Look): Promise<Phones>
  /** One phone alone on its page. */
  openPhone(setup: PhoneSetup, look?: Look): Promise<Phone>
  /** A browser on a desk, without a phone around it. */
  openBrowser(): Promise<Page>
  /** Ends every page that is open, but those of some phones. @throws what pages did that no page may do */
  closePages(kept?: readonly Phone[]): Promise<void>
  close(): Promise<void>
}

export interface Phones {
  readonly phones: readonly Phone[]
  readonly context: BrowserContext
}

export async function makeWorld(): Promise<World> {
  const [programs, browser] = await Promise.all([runPrograms(), launchSharedBrowser()])
  const { origins } = programs
  const people = await makePeople(origins.keyward)
  const shown = Object.values(people).map(({ id, name, address, passphrase, role }) => ({
    id,
    name,
    address,
    passphrase,
    role,
  }))
  writeFileSync(programs.peopleFile, JSON.stringify({ people: shown }), { mode: 0o600 })
  const open: { readonly context: BrowserContext; readonly complaints: string[] }[] = []
  const openPhones: World['openPhones'] = async (setups, look = {}) => {
    const { width = 1280, height = 900, scheme = 'light' } = look
    const viewport = { width, height }
    const { context, page } = await browser.visit({ viewport, colorScheme: scheme })
    page.setDefaultTimeout(20_000)
    open.push({ context, complaints: watchComplaints(context, origins) })
    await page.goto(`${origins.phone}/?${queryOf(setups)}`)
    const names = deviceNames(setups)
    const phones = setups.map(({ kind }, index) => phoneOn(page, kind, names[index] ?? kind))
    await phones[0]?.system.getByRole('button', { name: 'Open Perch' }).waitFor()
    return { phones, context }
  }
  return {
    origins,
    people,
    openPhones,
    async openPhone(setup, look) {
      const [phone] = (await openPhones([setup], look)).phones
      if (phone === undefined) throw new Error('A phone was asked for.')
      return phone
    },
    async openBrowser() {
      const { context, page } = await browser.visit()
      open.push({ context, complaints: watchComplaints(context, origins) })
      return page
    },
    async closePages(kept = []) {
      const contexts = new Set(kept.map(({ page }) => page.context()))
      const all = open.splice(0)
      open.push(...all.filter(({ context }) => contexts.has(context)))
      const ended = all.filter(({ context }) => !contexts.has(context))
      await Promise.all(ended.map(({ context }) => context.close()))
      const complaints = all.flatMap((each) => each.complaints.splice(0))
      if (complaints.length > 0) throw new Error(`Pages complained: ${complaints.join('; ')}`)
    },
    async close() {
      await browser.close()
      await programs.close()
    },
  }
}

/** The same page over again shows the same phones. */
function queryOf(setups: readonly PhoneSetup[]): string {
  return new URLSearchParams({
    device: list(setups.map(({ kind }) => kind)),
    as: list(setups.map(({ as }) => as)),
    os: list(setups.map(({ os }) => os)),
  }).toString()
}

function list(values: readonly (string | number | undefined)[]): string {
  return values.map((value) => value ?? '').join(',')
}

/** As the simulator names them: the second phone of a kind has a number, and all have an owner. */
function deviceNames(setups: readonly PhoneSetup[]): string[] {
  const count = new Map<PhoneKind, number>()
  return setups.map(({ kind, as }) => {
    const nth = (count.get(kind) ?? 0) + 1
    count.set(kind, nth)
    return `${kind}${nth === 1 ? '' : `-${nth}`}${as === undefined ? '' : `-of-${as}`}`
  })
}

/** Every kind of phone. */
export const ALL_KINDS = Object.keys(KINDS) as PhoneKind[]
