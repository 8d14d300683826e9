import type { Page } from 'playwright-core'
import { median } from '../harness.ts'
import { addNativePasskey, type Sites } from '../scene/extension/sites.ts'
import type { Row } from '../table.ts'

/** Microseconds. */
const MOST_WARM = 10_000
const MOST_COLD = 120_000

type Kind = 'create' | 'get'

/**
 * What a request costs besides its prompt: from the call of a page over the content script and the
 * background to where the prompt is told, and from the prompt's answer back to the page, as an
 * object of the browser.
 */
export async function ceremonyRows(sites: Sites, quick: boolean): Promise<Row[]> {
  const ours = await sites.visit('ours')
  const theirs = await sites.visit('theirs')
  const nativeId = await addNativePasskey(theirs)
  const reference = "the browser's own call with a virtual authenticator"
  const rows: Row[] = []
  const add = async (kind: Kind, isCold: boolean, rounds: number): Promise<void> => {
    const times: { ours: number; native: number }[] = []
    for (let round = 0; round < rounds + 2; round += 1) {
      const native = await timeOf(theirs, kind, nativeId)
      if (isCold) await sites.extension.stopWorker()
      const whole = await timeOf(ours, kind, sites.credentialId)
      const prompt = 1000 * (await sites.prompt.evaluate<number>('promptPage.took()'))
      const time = { ours: whole - prompt, native }
      // The first ones also start what the others find.
      if (round >= 2) times.push(time)
    }
    const worker = isCold ? 'its worker stopped' : 'its worker running'
    rows.push({
      what: `${kind} through the extension, ${worker}, without its prompt`,
      ours: median(times.map((time) => time.ours)),
      reference,
      referenceTime: median(times.map((time) => time.native)),
      ratio: median(times.map((time) => time.native / time.ours)),
      most: isCold ? MOST_COLD : MOST_WARM,
      rounds,
    })
  }
  for (const isCold of [false, true])
    for (const kind of ['get', 'create'] as const)
      await add(kind, isCold, quick ? 2 : isCold ? 20 : 100)
  await Promise.all([ours.close(), theirs.close()])
  return rows
}

/** Microseconds of one call of a page, which browsers answer only in front. */
async function timeOf(page: Page, kind: Kind, id: string): Promise<number> {
  await page.bringToFront()
  return 1000 * (await page.evaluate<number>(`(${CALL})('${kind}', '${id}')`))
}

/** For the page: milliseconds of one call. */
const CALL = `async (kind, id) => {
  const challenge = crypto.getRandomValues(new Uint8Array(32))
  const allowed = { type: 'public-key', id: Uint8Array.fromBase64(id, { alphabet: 'base64url' }) }
  const publicKey = kind === 'get'
    ? { challenge, allowCredentials: [allowed] }
    : { challenge, rp: { name: 'A site' },
        user: { id: crypto.getRandomValues(new Uint8Array(8)), name: 'ada', displayName: 'Ada' },
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }] }
  const options = { publicKey, signal: AbortSignal.timeout(10_000) }
  const start = performance.now()
  await navigator.credentials[kind](options)
  return performance.now() - start
}`
