import { answerUserOffer, listUserOffers, type UserOffer } from '@keyward/keyholder/commands'
import { Banner, Button } from '@keyward/ui'
import { refresh } from '../../../app/query-client.ts'
import { useCommand } from '../../../app/use-command.ts'
import { useDesk } from '../../../app/use-desk.ts'
import { useView } from '../../../app/use-view.ts'
import { views } from '../../../app/views.ts'
import { messages } from '../../../messages/messages.ts'

export interface UserOffersProps {
  readonly accountId: string
  /** As the account calls its site. */
  readonly appName: string
}

/** Other names that the site has given the user of a passkey: an Owner takes them over, or leaves them. */
export function UserOffers({ accountId, appName }: UserOffersProps) {
  const { data: offers = [] } = useView(views.userOffers(accountId), (desk) =>
    listUserOffers(desk, accountId),
  )
  return offers.map((offer) => <Offer key={offer.credentialId} offer={offer} appName={appName} />)
}

interface OfferProps {
  readonly offer: UserOffer
  readonly appName: string
}

function onDone(): void {
  refresh('vault')
}

function Offer({ offer, appName }: OfferProps) {
  const text = messages.accounts.offer
  const desk = useDesk()
  const answer = (what: 'take' | 'leave') => answerUserOffer(desk, offer, what)
  const take = useCommand(() => answer('take'), { done: text.taken, failed: 'toast', onDone })
  const leave = useCommand(() => answer('leave'), { failed: 'toast', onDone })
  return (
    <Banner
      tone="info"
      title={text.title(appName)}
      action={
        <>
          <Button isPending={take.isPending} onPress={() => void take.run()}>
            {text.take}
          </Button>
          <Button tone="plain" isPending={leave.isPending} onPress={() => void leave.run()}>
            {text.leave}
          </Button>
        </>
      }
    >
      {text.text(offer.displayName === '' ? offer.name : `${offer.displayName}, ${offer.name}`)}
    </Banner>
  )
}
