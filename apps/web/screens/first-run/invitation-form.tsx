import { useState } from 'react'
import type { InvitationGiven } from '@keyward/keyholder/session'
import { Banner, Button, TextField } from '@keyward/ui'
import { givenInvitation } from '../../app/given-invitation.ts'
import { Form } from '../../app/parts/form.tsx'
import { Problem } from '../../app/parts/problem.tsx'
import { Ways } from '../../app/parts/ways.tsx'
import type { ShownProblem } from '../../app/problem-of.ts'
import { serverOrigin } from '../../platform/server-origin.ts'
import { messages } from '../../messages/messages.ts'

export interface InvitationFormProps {
  readonly isPending: boolean
  readonly problem: ShownProblem | undefined
  readonly onSubmit: (invitation: InvitationGiven) => void
}

const WAYS = ['link', 'code', 'number'] as const

/** An invitation as it was handed over: a link or QR code's text, a code read out, or neither. */
export function InvitationForm({ isPending, problem, onSubmit }: InvitationFormProps) {
  const text = messages.firstRun.join
  const [by, setBy] = useState<(typeof WAYS)[number]>('link')
  const [link, setLink] = useState(givenInvitation() ?? '')
  const [invitationId, setInvitationId] = useState('')
  const [code, setCode] = useState('')
  const submit = (): void => {
    const origin = serverOrigin()
    if (by === 'link') onSubmit({ by, link })
    else if (by === 'code') onSubmit({ by, origin, invitationId, code })
    else onSubmit({ by, origin, invitationId })
  }
  const words = { link: text.byLink, code: text.byCode, number: text.byNumber }
  return (
    <Form onSubmit={submit}>
      <Ways label={text.by} words={words} ways={WAYS} value={by} onChange={setBy} />
      {by === 'link' ? (
        <TextField
          hasFirstFocus
          label={text.link}
          description={text.linkText}
          value={link}
          onChange={setLink}
        />
      ) : (
        <TextField
          hasFirstFocus
          label={text.invitationId}
          description={text.invitationIdText}
          value={invitationId}
          onChange={setInvitationId}
        />
      )}
      {by === 'code' ? (
        <TextField label={text.code} description={text.codeText} value={code} onChange={setCode} />
      ) : null}
      {by === 'number' ? <Banner tone="info" title={text.numberText} isAnnounced={false} /> : null}
      <Problem problem={problem} />
      <Button type="submit" tone="primary" isWide isPending={isPending} pendingLabel={text.looking}>
        {text.look}
      </Button>
    </Form>
  )
}
