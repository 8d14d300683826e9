import { shareAccount, viewAccount } from '@keyward/keyholder/commands'
import { openPerchApp } from '../perch/app.ts'
import { signInOn, synchronise } from '../team/members.ts'
import { idOf } from './create.ts'
import { expectSame, expectThat } from './expect.ts'
import { accountAt, actorIn, countAccounts, secondPhone, type Step, STUDIO } from './scene.ts'

const NEWS = 'news@acme.example'

const secondDevice: Step = {
  title: 'Sign in from a second phone',
  async run(scene) {
    const olga = actorIn(scene, 'olga')
    await synchronise(olga.phone)
    const phone = await signInOn(scene.places.keyward, olga)
    const app = openPerchApp(scene.places.perch, phone)
    scene.phones.set('olga', { phone, app })
    idOf(await app.signIn({ username: STUDIO }))
    expectSame('who Perch signed in', await app.signedInAs(), STUDIO)
    return 'the passphrase was enough, and Perch let it in with the same passkey'
  },
}

const airplane: Step = {
  title: 'Airplane mode',
  async run(scene) {
    const { phone, app } = actorIn(scene, 'olga')
    const other = secondPhone(scene)
    const before = await countAccounts(other.phone)
    await app.signOut()
    expectThat(await app.signUp(NEWS), 'Perch makes an account')
    phone.settings.isAirplane = true
    idOf(await app.addPasskey())
    const account = async () =>
      viewAccount(await phone.keyholder.desk(), await accountAt(phone, NEWS))
    expectSame('waiting to sync', (await account()).isPending, true)
    await app.signOut()
    idOf(await app.signIn({ username: NEWS }))
    expectSame('who Perch signed in', await app.signedInAs(), NEWS)
    await synchronise(other.phone)
    expectSame('the accounts on the second phone', await countAccounts(other.phone), before)
    phone.settings.isAirplane = false
    await synchronise(phone)
    expectSame('waiting to sync', (await account()).isPending, false)
    await synchronise(other.phone)
    await other.app.signOut()
    idOf(await other.app.signIn({ username: NEWS }))
    expectSame('who Perch signed in on the second phone', await other.app.signedInAs(), NEWS)
    return 'created, waiting to sync, signed in; synced later, and signed in from the second phone'
  },
}

const share: Step = {
  title: 'Share the account with Uma',
  async run(scene) {
    const olga = actorIn(scene, 'olga')
    const uma = actorIn(scene, 'uma')
    const ada = actorIn(scene, 'ada')
    const desk = await olga.phone.keyholder.desk()
    const studio = await accountAt(olga.phone, STUDIO)
    await shareAccount(desk, studio, { memberIds: [uma.memberId], role: 'owner' })
    await synchronise(olga.phone)
    await synchronise(uma.phone)
    await uma.app.signOut()
    const used = idOf(await uma.app.signIn({ username: STUDIO }))
    expectSame('who Perch signed in on Uma’s phone', await uma.app.signedInAs(), STUDIO)
    const { passkeys } = await viewAccount(desk, studio)
    expectSame('the passkey that signed', used, passkeys[0]?.credentialId)
    await synchronise(uma.phone)
    await synchronise(ada.phone)
    await ada.app.signOut()
    const ended = await ada.app.signIn({ username: STUDIO })
    expectSame('what Perch was told on Ada’s phone', ended.told, 'user_cancelled')
    expectSame('the accounts on Ada’s phone', await countAccounts(ada.phone), 1)
    return `Uma’s phone signs in as ${STUDIO}; Ada’s, which it is not shared with, was not offered it`
  },
}

export const shareSteps: readonly Step[] = [secondDevice, airplane, share]
