/** What a page got for one set of options. */
export interface Refusal {
  readonly name: string
  readonly error: string
  /** Whether it is an error of the page's own realm. */
  readonly isOwn: boolean
}

/** Options that no browser takes, as a page writes them; none may reach a person. */
const ROWS: readonly (readonly [name: string, verb: 'create' | 'get', options: string])[] = [
  ['create without user', 'create', 'create({ user: undefined })'],
  ['create with a null user', 'create', 'create({ user: null })'],
  ['create without rp', 'create', 'create({ rp: undefined })'],
  ['create without the name of the rp', 'create', 'create({ rp: {} })'],
  ['create without challenge', 'create', 'create({ challenge: undefined })'],
  ['create with a challenge of text', 'create', `create({ challenge: 'text' })`],
  ['create without parameters', 'create', 'create({ pubKeyCredParams: undefined })'],
  ['create with parameters that are no list', 'create', 'create({ pubKeyCredParams: 7 })'],
  [
    'create with unknown types alone',
    'create',
    `create({ pubKeyCredParams: [{ type: 'x', alg: -7 }] })`,
  ],
  [
    'create with a user id of 65 bytes',
    'create',
    'create({ user: { ...user, id: new Uint8Array(65) } })',
  ],
  ['create with no user name', 'create', `create({ user: { id: user.id, displayName: '' } })`],
  ['create with no display name', 'create', `create({ user: { id: user.id, name: '' } })`],
  [
    'create with excludeCredentials that are no list',
    'create',
    'create({ excludeCredentials: {} })',
  ],
  [
    'create with an excluded credential without id',
    'create',
    `create({ excludeCredentials: [{ type: 'public-key' }] })`,
  ],
  [
    'create with an excluded credential without type',
    'create',
    'create({ excludeCredentials: [{ id: challenge }] })',
  ],
  ['create with a selection that is no object', 'create', 'create({ authenticatorSelection: 7 })'],
  ['create with extensions that are no object', 'create', 'create({ extensions: 7 })'],
  ['create for a public suffix', 'create', `create({ rp: { name: '', id: 'test' } })`],
  ['create for another site', 'create', `create({ rp: { name: '', id: 'other.example' } })`],
  [
    'create for an RP ID with a dot at its end',
    'create',
    `create({ rp: { name: '', id: 'heron.test.' } })`,
  ],
  ['create for an RP ID in capitals', 'create', `create({ rp: { name: '', id: 'HERON.test' } })`],
  ['create for an address as RP ID', 'create', `create({ rp: { name: '', id: '127.0.0.1' } })`],
  ['create for an empty RP ID', 'create', `create({ rp: { name: '', id: '' } })`],
  [
    'create with prf.evalByCredential',
    'create',
    'create({ extensions: { prf: { evalByCredential: { AAAA: { first: challenge } } } } })',
  ],
  ['create aborted before', 'create', '{ ...create({}), signal: aborted.signal }'],
  [
    'create aborted before for a reason of its own',
    'create',
    '{ ...create({}), signal: own.signal }',
  ],
  ['create with a signal that is none', 'create', '{ ...create({}), signal: {} }'],
  ['create with options that are no object', 'create', '7'],
  ['create with publicKey null', 'create', '{ publicKey: null }'],
  ['create with nothing asked', 'create', '{}'],
  ['create with a getter that throws', 'create', 'throwing'],
  ['get without challenge', 'get', 'get({ challenge: undefined })'],
  ['get with a challenge of numbers', 'get', 'get({ challenge: [1, 2] })'],
  ['get with allowCredentials that are no list', 'get', 'get({ allowCredentials: 7 })'],
  [
    'get with an allowed credential without id',
    'get',
    `get({ allowCredentials: [{ type: 'public-key' }] })`,
  ],
  ['get with a null credential', 'get', 'get({ allowCredentials: [null] })'],
  [
    'get with transports that are no list',
    'get',
    `get({ allowCredentials: [{ type: 'public-key', id: challenge, transports: 7 }] })`,
  ],
  ['get for another site', 'get', `get({ rpId: 'other.example' })`],
  ['get for a public suffix', 'get', `get({ rpId: 'test' })`],
  ['get for an empty RP ID', 'get', `get({ rpId: '' })`],
  [
    'get with a bad key of prf.evalByCredential',
    'get',
    `get({ allowCredentials: [{ type: 'public-key', id: challenge }], extensions: { prf: { evalByCredential: { '*': { first: challenge } } } } })`,
  ],
  [
    'get with prf.evalByCredential and no list',
    'get',
    'get({ extensions: { prf: { evalByCredential: { AAAA: { first: challenge } } } } })',
  ],
  ['get with prf.eval without first', 'get', 'get({ extensions: { prf: { eval: {} } } })'],
  ['get with an unknown mediation', 'get', `{ ...get({}), mediation: 'never' }`],
  ['get aborted before', 'get', '{ ...get({}), signal: aborted.signal }'],
  ['get aborted before for a reason of its own', 'get', '{ ...get({}), signal: own.signal }'],
  ['get with publicKey of text', 'get', `{ publicKey: 'text' }`],
  ['get with nothing asked', 'get', '{}'],
  ['get with a getter that throws', 'get', 'throwing'],
]

/** For the page: asks with each, one after the other, and tells the errors. */
export const REFUSALS = `(async () => {
  const challenge = new Uint8Array(32)
  const user = { id: new Uint8Array([1]), name: 'ada', displayName: 'Ada' }
  const pubKeyCredParams = [{ type: 'public-key', alg: -7 }]
  const create = (change) => ({
    publicKey: { rp: { name: 'Heron' }, user, challenge, pubKeyCredParams, ...change },
  })
  const get = (change) => ({ publicKey: { challenge, ...change } })
  const aborted = new AbortController()
  aborted.abort()
  const own = new AbortController()
  own.abort(new RangeError('mine'))
  const throwing = Object.defineProperty({}, 'publicKey', {
    get: () => {
      throw new EvalError('of a getter')
    },
  })
  const rows = [${ROWS.map(([name, verb, options]) => `['${name}', '${verb}', ${options}]`).join(',\n')}]
  const refusals = []
  for (const [name, verb, options] of rows) {
    // Nobody may be there to answer what a browser does take.
    if (options !== throwing && options.publicKey) options.signal ??= AbortSignal.timeout(1500)
    try {
      const made = await navigator.credentials[verb](options)
      refusals.push({ name, error: 'settles with ' + made, isOwn: true })
    } catch (error) {
      refusals.push({ name, error: error.name, isOwn: error instanceof Error })
    }
  }
  return refusals
})()`
