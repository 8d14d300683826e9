import { listUnconfirmed, viewAccount } from '@keyward/keyholder/commands'
import { formatAaguid, KEYWARD_AAGUID } from '@keyward/webauthn/data'
import { addAccount } from '../team/accounts.ts'
import type { Ceremony } from '../perch/app.ts'
import { expectSame, expectThat } from './expect.ts'
import { accountAt, actorIn, countAccounts, type Step, STUDIO } from './scene.ts'

const ADS = 'ads@acme.example'

const biometricsOff: Step = {
  title: 'Add a passkey with Biometrics Login off',
  async run(scene) {
    const { phone, app } = actorIn(scene, 'olga')
    expectThat(await app.signUp(STUDIO), 'Perch makes an account')
    const ended = await app.addPasskey({ turnsOn: false })
    expectSame('what was shown', ended.shown, ['turn on biometrics'])
    expectSame('what Perch was told', ended.told, 'user_cancelled')
    expectSame('the accounts in Keyward', await countAccounts(phone), 0)
    expectSame('the passkeys at Perch', await app.passkeys(), [])
    return 'its screen came first; cancelled, so Perch was told, and nothing was kept'
  },
}

const create: Step = {
  title: 'Turn it on, and create account and passkey',
  async run(scene) {
    const { phone, app } = actorIn(scene, 'olga')
    const ended = await app.addPasskey()
    expectSame('what was shown', ended.shown, ['turn on biometrics', 'create passkey', 'saved'])
    const credentialId = idOf(ended)
    const [atPerch, ...more] = await app.passkeys()
    expectSame('the passkey at Perch', atPerch?.id, credentialId)
    expectSame('its AAGUID', atPerch?.aaguid, formatAaguid(KEYWARD_AAGUID))
    expectSame('other passkeys at Perch', more, [])
    const desk = await phone.keyholder.desk()
    const account = await viewAccount(desk, await accountAt(phone, STUDIO))
    expectSame('the app of the account', account.appName, 'Perch')
    expectSame('its passkeys', idsOf(account), [credentialId])
    expectSame('changes that the server lacks', account.isPending, false)
    expectSame('passkeys that Perch may not have', await listUnconfirmed(desk), [])
    return 'the same request went on; saved here and at the server, and verified by Perch'
  },
}

const signIn: Step = {
  title: 'Sign in with it, on a locked phone',
  async run(scene) {
    const { phone, app } = actorIn(scene, 'olga')
    await app.signOut()
    await phone.keyholder.session.lock()
    const ended = await app.signIn()
    expectSame('what was shown', ended.shown, ['biometrics', 'choose passkey'])
    expectSame('who Perch signed in', await app.signedInAs(), STUDIO)
    return `one check, one tap, and Perch let ${STUDIO} in`
  },
}

const noMatch: Step = {
  title: 'A finger or face that does not match',
  async run(scene) {
    const { phone, app } = actorIn(scene, 'olga')
    await app.signOut()
    await phone.keyholder.session.lock()
    phone.settings.matches = false
    const ended = await app.signIn()
    phone.settings.matches = true
    expectSame('what was shown', ended.shown, ['biometrics'])
    expectSame('what Perch was told', ended.told, 'user_cancelled')
    expectSame('Keyward', phone.keyholder.session.state.kind, 'locked')
    expectSame('who Perch signed in', await app.signedInAs(), undefined)
    return 'refused, nothing of the vault was shown, and Keyward stayed locked'
  },
}

const username: Step = {
  title: 'A username that is taken',
  async run(scene) {
    const { phone, app } = actorIn(scene, 'olga')
    expectSame('signing in', (await app.signIn({ username: STUDIO })).told, undefined)
    await app.signOut()
    expectThat(await app.signUp(ADS), 'Perch makes an account')
    const rpIds = [new URL(scene.places.perch).hostname]
    const existing = await addAccount(phone, { appName: 'Perch Ads', username: ADS, rpIds })
    const free: boolean[] = []
    const ended = await app.addPasskey({
      async account({ problem, prefilled, isUsernameFree, matching }) {
        if (problem === undefined) {
          const taken = { ...prefilled, username: ` ${STUDIO.toUpperCase()} ` }
          const other = { ...prefilled, username: 'other@acme.example' }
          free.push(await isUsernameFree(taken), await isUsernameFree(other))
          return { kind: 'new', fields: taken }
        }
        const offered = matching.some(({ accountId }) => accountId === existing)
        return offered ? { kind: 'existing', accountId: existing } : undefined
      },
    })
    expectSame('the usernames that are free while typing', free, [false, true])
    const screens = ['biometrics', 'create passkey', 'username taken', 'saved']
    expectSame('what was shown', ended.shown, screens)
    const desk = await phone.keyholder.desk()
    const account = await viewAccount(desk, existing)
    expectSame('the passkeys of Perch Ads', idsOf(account), [idOf(ended)])
    expectSame('its other secrets', account.secrets, ['password'])
    const studio = await viewAccount(desk, await accountAt(phone, STUDIO))
    expectSame('the passkeys of the other account', studio.passkeys.length, 1)
    return 'told while typing and at save; the passkey went to the existing account Perch Ads'
  },
}

const excluded: Step = {
  title: 'Add one where there is one already',
  async run(scene) {
    const { phone, app } = actorIn(scene, 'olga')
    const before = idsOf(
      await viewAccount(await phone.keyholder.desk(), await accountAt(phone, ADS)),
    )
    const ended = await app.addPasskey()
    expectSame('what Perch was told', ended.told, 'excluded')
    expectSame('what was shown last', ended.shown.at(-1), 'already there')
    const after = await viewAccount(await phone.keyholder.desk(), await accountAt(phone, ADS))
    expectSame('the passkeys of the account', idsOf(after), before)
    return 'Perch was told that it is there, and nothing was overwritten'
  },
}

export const createSteps: readonly Step[] = [
  biometricsOff,
  create,
  signIn,
  noMatch,
  username,
  excluded,
]

/** The passkey of a ceremony that has to have gone well. */
export function idOf({ answered, told }: Ceremony): string {
  expectThat(answered.outcome === 'completed', `Perch got its answer (it was told ${told})`)
  return answered.credentialId
}

function idsOf({ passkeys }: Awaited<ReturnType<typeof viewAccount>>): string[] {
  return passkeys.map(({ credentialId }) => credentialId)
}
