import { useState } from 'react'
import {
  type AccountView,
  closeShareRequest,
  type CollectionOfAccount,
  listShareRequests,
  type ShareRequestView,
  type SharingView,
} from '@keyward/keyholder/commands'
import { Breakable, Button } from '@keyward/ui'
import { Problem } from '../../../app/parts/problem.tsx'
import { useCommand } from '../../../app/use-command.ts'
import { useDesk } from '../../../app/use-desk.ts'
import { useView } from '../../../app/use-view.ts'
import { views } from '../../../app/views.ts'
import { messages } from '../../../messages/messages.ts'
import { ShareAccount } from './share-account.tsx'

export interface ShareRequestsProps {
  readonly account: AccountView
  readonly sharing: SharingView
  readonly collections: readonly CollectionOfAccount[]
}

/** What Managers of this account ask its Owners for. Nothing is shown when nobody asks. */
export function ShareRequests({ account, ...rest }: ShareRequestsProps) {
  const { data } = useView(views.shareRequests, listShareRequests)
  const requests = data?.filter(({ accountId }) => accountId === account.accountId) ?? []
  if (requests.length === 0) return null
  return (
    <ul aria-label={messages.sharing.request.list} className="flex flex-col gap-2">
      {requests.map((request) => (
        <Request key={request.requestId} {...rest} {...{ account, request }} />
      ))}
    </ul>
  )
}

function Request({
  request,
  ...shared
}: ShareRequestsProps & { readonly request: ShareRequestView }) {
  const text = messages.sharing.request
  const desk = useDesk()
  const [isSharing, setSharing] = useState(false)
  const { requestId, askedBy, who, note } = request
  const decline = useCommand(() => closeShareRequest(desk, requestId), { done: text.declined })
  const settle = useCommand(() => closeShareRequest(desk, requestId), { failed: 'toast' })
  return (
    <li className="flex flex-col gap-2 rounded-medium bg-well p-4">
      <p className="text-body">
        <Breakable>{text.says(askedBy, who)}</Breakable>
      </p>
      {note === null ? null : <p className="text-note break-words text-soft">{note}</p>}
      <div className="flex flex-wrap gap-2">
        <Button tone="primary" onPress={() => setSharing(true)}>
          {text.share}
        </Button>
        <Button isPending={decline.isPending} onPress={() => void decline.run()}>
          {text.decline}
        </Button>
      </div>
      <Problem problem={decline.problem} />
      {isSharing ? (
        <ShareAccount
          {...shared}
          asked={request}
          onClose={() => setSharing(false)}
          onShared={() => void settle.run()}
        />
      ) : null}
    </li>
  )
}
