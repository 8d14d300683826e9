import { SystemRefusal, askSystem, tellReport } from './phone-system.js'
import { field, find, onPress } from './progress.js'

/** Perch as an app on the simulated phone. Its token is in memory: a killed app has to sign in. */

/** @type {string | undefined} */
let token

const result = find(document, '[data-result]')
const form = find(document, '[data-password-form]')

/**
 * Sends to Perch's API as the app: with the token that it has, keeping the one that it gets.
 * @param {string} path
 * @param {object} [body] without one, it only reads
 * @returns {Promise<any>}
 */
async function call(path, body) {
  const response = await fetch(path, {
    headers: {
      'Perch-Client': 'app',
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  })
  token = response.headers.get('Perch-Session') ?? token
  const answer = await response.json()
  if (!response.ok) throw new Error(answer.error.message)
  return answer
}

/**
 * @param {'busy' | 'done' | 'refused'} state
 * @param {string} text
 */
function say(state, text) {
  result.hidden = false
  result.dataset['result'] = state
  result.classList.toggle('good', state === 'done')
  result.classList.toggle('bad', state === 'refused')
  result.textContent = text
}

/**
 * @param {unknown} error
 * @param {'create' | 'get'} kind
 */
function explain(error, kind) {
  if (!(error instanceof SystemRefusal))
    return error instanceof Error ? error.message : 'It failed.'
  const none = kind === 'create' ? 'No passkey was made.' : 'You are not signed in.'
  return `${none} ${error.message} (${error.name})`
}

/**
 * One ceremony: asks Perch, then the phone, then Perch again.
 * @param {'create' | 'get'} kind
 * @param {(answer: any) => Promise<string>} finish gives what to say
 */
async function ceremony(kind, finish) {
  const path = kind === 'create' ? '/api/registration' : '/api/authentication'
  say('busy', 'Waiting for your passkey.')
  try {
    const { options } = await call(`${path}/options`, {})
    const response = await askSystem(kind, options)
    try {
      say('done', await finish(await call(`${path}/verify`, response)))
    } finally {
      await report()
    }
  } catch (error) {
    say('refused', explain(error, kind))
  }
}

async function report() {
  const { report: verified } = await call('/api/verified')
  if (verified) tellReport(verified)
}

async function show() {
  const { user } = await call('/api/session')
  find(document, '[data-signed-out]').hidden = user !== null
  find(document, '[data-signed-in]').hidden = user === null
  find(document, '[data-username]').textContent = user?.username ?? ''
  if (user !== null) await showPasskeys()
}

async function showPasskeys() {
  const { passkeys } = await call('/api/passkeys')
  const rows = passkeys.map((/** @type {{ name: string, lastUsedAt?: number }} */ each) => {
    const row = document.createElement('li')
    const used = document.createElement('small')
    used.textContent = each.lastUsedAt ? 'Has signed you in' : 'Never used'
    row.append(each.name, used)
    return row
  })
  const none = document.createElement('li')
  none.textContent = 'None yet.'
  find(document, '[data-passkeys]').replaceChildren(...(rows.length > 0 ? rows : [none]))
}

/** @param {'/api/sign-in' | '/api/sign-up'} path */
async function withPassword(path) {
  const sent = { username: field('username').value, password: field('password').value }
  try {
    const { user } = await call(path, sent)
    field('password').value = ''
    say('done', `Signed in as ${user.username}.`)
    await show()
  } catch (error) {
    say('refused', error instanceof Error ? error.message : 'It failed.')
  }
}

onPress(find(document, '[data-sign-in]'), () =>
  ceremony('get', async ({ user }) => {
    await show()
    return `Signed in as ${user.username} with a passkey.`
  }),
)

onPress(find(document, '[data-add]'), () =>
  ceremony('create', async ({ passkey }) => {
    await show()
    return `Passkey added: ${passkey.name}.`
  }),
)

onPress(find(document, '[data-sign-up]'), async () => {
  if (form instanceof HTMLFormElement && form.reportValidity()) await withPassword('/api/sign-up')
})

form.addEventListener('submit', (event) => {
  event.preventDefault()
  void withPassword('/api/sign-in')
})

onPress(find(document, '[data-sign-out]'), async () => {
  await call('/api/sign-out', {})
  token = undefined
  say('done', 'You are signed out.')
  await show()
})

await show()
