/** Every message to a content script, as text. */
export type Heard = readonly string[]

/** For the worker: keeps from now on what it tells content scripts, which is all that pages get. */
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

/** How a private key begins as PKCS#8, for P-256 and Ed25519, without the last bits of the header. */
const HEADERS = [
  '308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420',
  '302e020100300506032b657004220420',
]

/** Which spellings of key bytes stand in these texts. */
export function keyBytesIn(heard: Heard, accountKey: string): string[] {
  const key = Buffer.from(accountKey, 'base64url')
  const all = heard.join('\n')
  const needles = [
    accountKey,
    key.toString('base64').replace(/=+$/, ''),
    key.toString('hex'),
    [...key].join(','),
    ...HEADERS.flatMap((header) => {
      const bytes = Buffer.from(header, 'hex')
      const whole = bytes.subarray(0, bytes.length - (bytes.length % 3))
      return [header, whole.toString('base64url'), whole.toString('base64'), [...bytes].join(',')]
    }),
    '"d":',
    'pkcs8',
    'privateKey',
  ]
  return needles.filter((needle) => all.includes(needle))
}
