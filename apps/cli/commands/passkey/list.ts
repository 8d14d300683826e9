import { listPasskeys } from '@keyward/keyholder/commands'
import { command } from '../../frame/command.ts'
import { isoDate } from '../../frame/dates.ts'
import { findAccount } from '../accounts/find.ts'

export const listCommand = command({
  path: ['passkey', 'list'],
  summary: 'Lists passkeys, without their keys. Works without the server.',
  needs: 'unlocked',
  options: {
    account: { kind: 'text', value: 'ACCOUNT', help: 'those of one account' },
    'rp-id': { kind: 'text', value: 'RP-ID', help: 'those of one RP' },
    deleted: { kind: 'switch', help: 'those that are deleted and can be restored' },
  },
  async run(context, { options }) {
    const desk = await (await context.unlocked()).desk()
    const { account, 'rp-id': rpId } = options
    const all = await listPasskeys(desk, {
      ...(account === undefined ? {} : { accountId: findAccount(desk, account) }),
      ...(rpId === undefined ? {} : { rpId }),
    })
    const rows = all.filter(({ status }) => (status === 'deleted') === options.deleted)
    return {
      json: {
        passkeys: rows.map(({ account: owner, passkey, credentialId, status, deletedAt }) => ({
          credentialId,
          rpId: passkey.rpId,
          name: passkey.name.value,
          userName: passkey.userName.value,
          status,
          accountId: owner.accountId,
          appName: owner.profile.appName.value,
          username: owner.profile.username.value,
          relation: owner.relation,
          createdAt: isoDate(passkey.createdAt),
          lastUsedAt: isoDate(passkey.lastUsedAt),
          deletedAt: isoDate(deletedAt),
        })),
      },
      text: (page) =>
        page.table(
          [
            'RP ID',
            'USER',
            'APP',
            'CREATED',
            options.deleted ? 'DELETED' : 'LAST USED',
            'CREDENTIAL ID',
          ].map((head, at) => ({ head, mayBeCut: at < 3 })),
          rows.map(({ account: owner, passkey, credentialId, deletedAt }) => [
            passkey.rpId,
            passkey.userName.value,
            owner.profile.appName.value,
            page.date(passkey.createdAt),
            page.date(options.deleted ? deletedAt : passkey.lastUsedAt),
            credentialId,
          ]),
          options.deleted ? 'No deleted passkeys.' : 'No passkeys.',
        ),
    }
  },
})
