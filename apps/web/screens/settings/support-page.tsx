import { useState } from 'react'
import { setSupportContact, supportContact } from '@keyward/keyholder/commands'
import { Button, Card, PropertyRow, TextField } from '@keyward/ui'
import { Form } from '../../app/parts/form.tsx'
import { Loading } from '../../app/parts/loading.tsx'
import { Problem } from '../../app/parts/problem.tsx'
import { useCommand } from '../../app/use-command.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { useMember } from '../../app/use-member.ts'
import { useView } from '../../app/use-view.ts'
import { views } from '../../app/views.ts'
import { messages } from '../../messages/messages.ts'
import { Setting } from './setting.tsx'

const text = messages.settings.support

/** Whom members ask for help: to be read by all, and set by who changes policies. */
export function SupportPage() {
  const { session } = useKeyholder()
  const { may } = useMember()
  const contact = useView(views.supportContact, () => supportContact(session))
  return (
    <Setting title={text.title} text={text.text} help="when-an-app-does-not-work">
      <Problem problem={contact.problem} onRetry={contact.retry} />
      {contact.isPending ? <Loading /> : null}
      {contact.data === undefined ? null : may('policy.change', {}) ? (
        <ContactForm key={contact.data} contact={contact.data} onDone={contact.retry} />
      ) : (
        <Card isList>
          <PropertyRow label={text.label} value={contact.data || text.none} />
        </Card>
      )}
    </Setting>
  )
}

interface ContactFormProps {
  readonly contact: string
  readonly onDone: () => void
}

function ContactForm({ contact, onDone }: ContactFormProps) {
  const { session } = useKeyholder()
  const [value, setValue] = useState(contact)
  const save = useCommand(() => setSupportContact(session, value), { done: text.saved, onDone })
  return (
    <Form onSubmit={() => void save.run()} label={text.title}>
      <TextField label={text.label} value={value} onChange={setValue} maxLength={200} />
      <Problem problem={save.problem} />
      <Button type="submit" tone="primary" isWide isPending={save.isPending}>
        {text.save}
      </Button>
    </Form>
  )
}
