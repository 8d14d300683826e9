import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer, Hosts } from '../world/hosts.ts'

/** The page that frames another one. */
export const TOP = 'heron.test'
/** The framed one, of another site. */
export const FRAMED = 'wren.test'

const HEADERS = {
  'no header': undefined,
  'header self': '(self)',
  'header ()': '()',
  'header list': `(self "https://${FRAMED}")`,
} as const

const ALLOWS = { 'no allow': undefined, "allow 'src'": '', 'allow *': ' *' } as const

const WAYS = [
  'static',
  'inserted later',
  'srcdoc',
  'sandboxed',
  'sandboxed with its origin',
] as const

type Header = keyof typeof HEADERS
type Allow = keyof typeof ALLOWS
type Way = (typeof WAYS)[number]

/** One page with one frame, which asks as soon as it is there, without a click. */
export interface PolicyRow {
  readonly header: Header
  readonly allow: Allow
  readonly way: Way
}

/** What the frame got: `ok`, or the name of the error. */
export interface PolicyOutcome {
  readonly get: string
  readonly create: string
  /** `crossOrigin` and `topOrigin` of what was signed. */
  readonly told?: string
}

/** Each header with each attribute with each way that a frame comes to be. */
export const POLICY_ROWS: readonly PolicyRow[] = (Object.keys(HEADERS) as Header[]).flatMap(
  (header) =>
    (Object.keys(ALLOWS) as Allow[]).flatMap((allow) =>
      WAYS.map((way) => ({ header, allow, way })),
    ),
)

export const nameOf = ({ header, allow, way }: PolicyRow): string => `${header}, ${allow}, ${way}`

/** The pages of the matrix, and what their frames have told so far. */
export interface PolicyPages {
  addressOf(row: PolicyRow): string
  /** Waits until the frame of this row has told. */
  outcomeOf(row: PolicyRow): Promise<PolicyOutcome>
  /** Forgets what was told: the next browser begins. */
  forget(): void
}

/**
 * @param patience milliseconds until a page gives up a request that nobody answers; it is told as
 *   `asked`. For browsers without an authenticator
 */
export function servePolicyPages(hosts: Hosts, patience: number): PolicyPages {
  const told = new Map<string, PolicyOutcome>()
  const answer = ({
    path,
    method,
    body,
  }: {
    path: string
    method: string
    body: string
  }): Answer => {
    const url = new URL(path, `https://${TOP}`)
    const row = Number(url.searchParams.get('row') ?? -1)
    if (method === 'POST') {
      told.set(String(row), JSON.parse(body) as PolicyOutcome)
      return { status: 204, body: '' }
    }
    const page = POLICY_ROWS[row]
    if (page === undefined) return { body: BLANK }
    return url.pathname === '/framed' ? { body: framed(row, patience) } : top(page, row, patience)
  }
  hosts.serve(TOP, answer)
  hosts.serve(FRAMED, answer)
  return {
    addressOf: (row) => `https://${TOP}/?row=${POLICY_ROWS.indexOf(row)}`,
    async outcomeOf(row) {
      const key = String(POLICY_ROWS.indexOf(row))
      for (let waited = 0; waited < 20_000; waited += 10) {
        const outcome = told.get(key)
        if (outcome !== undefined) return outcome
        await sleep(10)
      }
      throw new Error(`The frame of "${nameOf(row)}" tells nothing.`)
    },
    forget: () => told.clear(),
  }
}

const BLANK = '<!doctype html><title>Blank</title>'

function top({ header, allow, way }: PolicyRow, row: number, patience: number): Answer {
  const list = HEADERS[header]
  const features = ['publickey-credentials-get', 'publickey-credentials-create']
  const headers: Record<string, string> =
    list === undefined
      ? {}
      : { 'Permissions-Policy': features.map((each) => `${each}=${list}`).join(', ') }
  const to = ALLOWS[allow]
  const attribute =
    to === undefined ? '' : ` allow="${features.map((each) => each + to).join('; ')}"`
  const source =
    way === 'srcdoc'
      ? `srcdoc="${framed(row, patience).replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`
      : `src="https://${FRAMED}/framed?row=${row}"`
  const sandbox =
    way === 'sandboxed'
      ? ' sandbox="allow-scripts"'
      : way === 'sandboxed with its origin'
        ? ' sandbox="allow-scripts allow-same-origin"'
        : ''
  const frame = `<iframe${attribute}${sandbox} ${source}></iframe>`
  const body =
    way === 'inserted later'
      ? `<script>setTimeout(() => document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(frame)}), 20)</script>`
      : frame
  return { headers, body: `<!doctype html><title>Top</title><body>${body}` }
}

/** Asks for a sign-in and for a passkey, one after the other, and tells the host of the frame. */
function framed(row: number, patience: number): string {
  return `<!doctype html><title>Framed</title><script>(async () => {
    const decoder = new TextDecoder()
    let told
    const attempt = async (verb, publicKey) => {
      const controller = new AbortController()
      const timer = ${patience} > 0 ? setTimeout(() => controller.abort(), ${patience}) : 0
      try {
        const made = await navigator.credentials[verb]({ publicKey, signal: controller.signal })
        const { crossOrigin, topOrigin } = JSON.parse(decoder.decode(made.response.clientDataJSON))
        told = crossOrigin + ' ' + topOrigin
        return 'ok'
      } catch (error) {
        return error.name === 'AbortError' ? 'ok' : error.name
      } finally {
        clearTimeout(timer)
      }
    }
    const challenge = new Uint8Array(32)
    const get = await attempt('get', { challenge })
    const create = await attempt('create', {
      challenge,
      rp: { name: 'Framed' },
      user: { id: new Uint8Array([${row}, 1]), name: 'row ${row}', displayName: '' },
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    })
    await fetch('https://${FRAMED}/?row=${row}', {
      method: 'POST', mode: 'no-cors', body: JSON.stringify({ get, create, told }),
    })
  })()</script>`
}
