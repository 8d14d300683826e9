import { useKeyholder } from '../../app/use-keyholder.ts'
import { useView } from '../../app/use-view.ts'
import { views } from '../../app/views.ts'
import { messages } from '../../messages/messages.ts'

/** A passkey that opens Keyward itself. */
export interface OwnPasskey {
  readonly methodId: string
  readonly name: string
  /** UTC milliseconds. */
  readonly createdAt: number
}

/** The passkeys of Keyward's own, as the server has them; undefined while that is not known. */
export function useOwnPasskeys() {
  const { session } = useKeyholder()
  const { data, isPending, problem, retry } = useView(views.ownMethods, async () => {
    const { methods } = await session.call('getMe')
    return methods.filter(({ kind }) => kind === 'passkey')
  })
  const passkeys = data?.map(({ methodId, name, createdAt }): OwnPasskey => ({
    methodId,
    name: name ?? messages.settings.passkeys.unnamed,
    createdAt,
  }))
  return { passkeys, isPending, problem, retry }
}
