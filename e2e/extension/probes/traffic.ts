/** Every message of a kind, as text. */
export type Heard = readonly string[]

/** For the worker: keeps from now on what it tells content scripts. */
export const LISTEN = `
  globalThis.heard = []
  chrome.runtime.onConnect.addListener((port) => {
    if (port.name !== 'ceremony') return
    const post = port.postMessage.bind(port)
    port.postMessage = (message) => {
      heard.push(JSON.stringify(message))
      post(message)
    }
  })
  0
`

/** For the content script's world: keeps what it hears of the background, and what it tells its page. */
export const LISTEN_BETWEEN = `
  globalThis.heard = []
  globalThis.told = []
  {
    const { connect, sendMessage } = chrome.runtime
    chrome.runtime.connect = (...given) => {
      const port = Reflect.apply(connect, chrome.runtime, given)
      port.onMessage.addListener((message) => heard.push(JSON.stringify(message)))
      return port
    }
    chrome.runtime.sendMessage = async (...given) => {
      const answer = await Reflect.apply(sendMessage, chrome.runtime, given)
      heard.push(JSON.stringify(answer ?? null))
      return answer
    }
    const { postMessage } = MessagePort.prototype
    MessagePort.prototype.postMessage = function (...given) {
      told.push(JSON.stringify(given))
      return Reflect.apply(postMessage, this, given)
    }
  }
  0
`

/** How a private key begins as PKCS#8, for P-256 and Ed25519: up to its private number. */
const HEADERS = [
  '308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420',
  '302e020100300506032b657004220420',
]
const NUMBER_BYTES = 32

/** The private number of a key in PKCS#8. @throws when it is of neither kind */
export function privateNumberOf(pkcs8: Uint8Array): Uint8Array {
  const hex = Buffer.from(pkcs8).toString('hex')
  const header = HEADERS.find((each) => hex.startsWith(each))
  if (header === undefined) throw new Error(`No such key: ${hex.slice(0, 8)}…`)
  const start = header.length / 2
  return pkcs8.slice(start, start + NUMBER_BYTES)
}

/** Which of these secrets stand in the texts, and how they are written there. */
export function keyBytesIn(
  heard: Heard,
  secrets: Readonly<Record<string, Uint8Array>>,
): readonly string[] {
  const all = heard.join('\n')
  const lowered = all.toLowerCase()
  const found: string[] = []
  for (const [name, bytes] of Object.entries(secrets))
    for (const [way, needles] of Object.entries(spellingsOf(bytes)))
      if (needles.some((needle) => (way === 'hex' ? lowered : all).includes(needle)))
        found.push(`${name} as ${way}`)
  for (const header of HEADERS) {
    const needles = Object.values(spellingsOf(Buffer.from(header, 'hex'))).flat()
    if (needles.some((needle) => all.includes(needle))) found.push(`PKCS#8 ${header.slice(0, 8)}`)
  }
  return [...found, ...['"d":', 'pkcs8', 'privateKey'].filter((word) => all.includes(word))]
}

/** Each way that bytes may stand in a text, also amid other bytes. */
export function spellingsOf(bytes: Uint8Array): Record<string, readonly string[]> {
  const hex = Buffer.from(bytes).toString('hex')
  const raw = Buffer.from(bytes).toString('latin1')
  return {
    raw: [raw, JSON.stringify(raw).slice(1, -1)],
    hex: [hex],
    base64: [0, 1, 2].map((before) => amid(bytes, before, 'base64')),
    base64url: [0, 1, 2].map((before) => amid(bytes, before, 'base64url')),
    numbers: [bytes.join(','), bytes.join(', ')],
    members: [JSON.stringify(Uint8Array.from(bytes)).slice(1, -1)],
    'one number': [BigInt(`0x${hex}`).toString()],
  }
}

/** The letters that these bytes alone decide when so many others stand before them. */
function amid(bytes: Uint8Array, before: number, how: 'base64' | 'base64url'): string {
  const text = Buffer.concat([Buffer.alloc(before), bytes]).toString(how)
  return text.slice(Math.ceil((before * 4) / 3), Math.floor(((before + bytes.length) * 4) / 3))
}
