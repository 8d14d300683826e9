import type { ShownInvitation } from '@keyward/keyholder/commands'
import { Banner, MonoBlock, QrCode, Section } from '@keyward/ui'
import { useCopy } from '../../app/use-copy.ts'
import { messages } from '../../messages/messages.ts'

/** A new invitation: a link and its QR code, or a number and a code to read out. */
export function Invitation({ invitation }: { readonly invitation: ShownInvitation }) {
  const text = messages.members.invite
  const copy = useCopy()
  const { link, invitationId, spokenCode } = invitation
  return (
    <>
      <Banner tone="warn" title={text.readyTitle}>
        {text.readyText}
      </Banner>
      <Section title={text.link}>
        <MonoBlock label={text.link} copyLabel={text.copyLink} onCopy={() => copy(link)}>
          {link}
        </MonoBlock>
        <div className="mx-auto w-56 py-2">
          <QrCode value={link} label={text.qr} />
        </div>
      </Section>
      <Section title={text.or}>
        <p className="text-note text-soft">{text.number}</p>
        <MonoBlock
          label={text.number}
          copyLabel={text.copyNumber}
          onCopy={() => copy(invitationId)}
        >
          {invitationId}
        </MonoBlock>
        <p className="text-note text-soft">{text.code}</p>
        <MonoBlock label={text.code} copyLabel={text.copyCode} onCopy={() => copy(spokenCode)}>
          {spokenCode}
        </MonoBlock>
      </Section>
      <p className="text-body text-soft">{text.next}</p>
    </>
  )
}
