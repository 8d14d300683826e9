import { type Device } from '../os/device.ts'
import { EMPTY_LISTING, type Listing } from '../os/listing.ts'
import { readSetup, type Setup, setupQuery } from '../os/setup.ts'
import { indexedDbStorage } from '../shell/indexeddb.ts'
import { relayedNetwork } from '../shell/network.ts'
import { makePhone, type Phone } from '../shell/phone.ts'
import type { DemoPerson, PhonePorts } from '../shell/ports.ts'
import { secureStore } from '../shell/secure.ts'
import { initialState } from '../shell/state.ts'

/** Where the frames come from. */
export interface Origins {
  readonly keyward: string
  readonly perch: string
}

export interface SimulatedPhone {
  readonly phone: Phone
  /** The demonstration person whose phone it is. */
  readonly as: string | undefined
}

/** Somebody of the demonstration. */
export interface Owner {
  readonly id: string
  readonly name: string
}

export interface Simulation {
  readonly origins: Origins
  readonly phones: readonly SimulatedPhone[]
  /** Whose phones they can be: one member of each role, where there is a demonstration. */
  readonly owners: readonly Owner[]
  /**
   * One of the phones, given to somebody else or to nobody: as that owner left it. The page's
   * address follows, so that it shows the same phones again.
   */
  give(
    phones: readonly SimulatedPhone[],
    index: number,
    as: string | undefined,
  ): Promise<readonly SimulatedPhone[]>
}

/** Makes the phones that the page's address asks for, as they were when the page was last open. */
export async function loadSimulation(query: URLSearchParams): Promise<Simulation> {
  const [origins, people] = await Promise.all([
    fetch('/config.json').then((response) => response.json() as Promise<Origins>),
    loadPeople(!isChosen(query)),
  ])
  const { devices } = readSetup(withPeople(query, people))
  const begin = async (each: Setup['devices'][number]): Promise<SimulatedPhone> => ({
    phone: await turnOn(each, people.get(each.as ?? '')),
    as: each.as,
  })
  return {
    origins,
    phones: await Promise.all(devices.map(begin)),
    owners: Array.from(people, ([id, { name }]) => ({ id, name })),
    async give(phones, index, as) {
      const given = phones.map(({ phone, as: owner }, nth) => ({
        kind: phone.state().device.kind,
        as: nth === index ? as : owner,
      }))
      const asked = setupQuery(given)
      const device = readSetup(asked).devices[index]
      if (device === undefined) return phones
      const turnedOn = await begin(device)
      history.replaceState(null, '', `?${asked.toString()}`)
      return phones.map((each, nth) => (nth === index ? turnedOn : each))
    },
  }
}

/** Where the address names neither phones nor people, those of the demonstration are shown. */
function withPeople(
  query: URLSearchParams,
  people: ReadonlyMap<string, DemoPerson>,
): URLSearchParams {
  if (isChosen(query) || !DEMONSTRATED.every((id) => people.has(id))) return query
  return new URLSearchParams({ as: DEMONSTRATED.join(',') })
}

function isChosen(query: URLSearchParams): boolean {
  return query.has('as') || query.has('device')
}

/** One who uses accounts, and one who owns the workspace. */
const DEMONSTRATED = ['uma', 'olga']

async function turnOn(
  { device, namesVersion }: Setup['devices'][number],
  person: DemoPerson | undefined,
): Promise<Phone> {
  const storage = await indexedDbStorage(device.id)
  const kept = (await storage.get('state', 'device')) as Device | undefined
  const listing = (await storage.get('state', 'listing')) as Listing | undefined
  const { osVersion } = device
  const now: Device = { ...device, ...kept, ...(namesVersion ? { osVersion } : {}) }
  const ports: PhonePorts = {
    storage,
    secure: secureStore(storage),
    network: relayedNetwork((input, init) => fetch(input, init)),
    now: Date.now,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
    schedule(delay, run) {
      const timer = setTimeout(run, delay)
      return () => clearTimeout(timer)
    },
    writeClipboard: (text) => navigator.clipboard.writeText(text),
    person,
  }
  return makePhone(initialState(now, listing ?? EMPTY_LISTING), ports)
}

/** The people of the demonstration, by name; none where there is no demonstration. */
async function loadPeople(isWaitedFor: boolean): Promise<ReadonlyMap<string, DemoPerson>> {
  let told = await fetchPeople()
  const most = isWaitedFor ? MOST_LOOKS : 0
  for (let looks = 0; told.isPending === true && looks < most; looks += 1) {
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
    told = await fetchPeople()
  }
  return new Map(
    told.people.map(({ id, name, address, passphrase, workspaceId }) => [
      id,
      { name, address, passphrase, ...(workspaceId === undefined ? {} : { workspaceId }) },
    ]),
  )
}

interface ToldPeople {
  readonly people: readonly (DemoPerson & { readonly id: string })[]
  /** They are being made just now. */
  readonly isPending?: boolean
}

async function fetchPeople(): Promise<ToldPeople> {
  const response = await fetch('/demo.json')
  return (await response.json()) as ToldPeople
}

/** Making them takes seconds; after half a minute the phones are shown without them. */
const MOST_LOOKS = 60
const PAUSE = 500
