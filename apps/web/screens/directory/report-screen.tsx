import { useState } from 'react'
import { hostOf, type NewAppReport, reportAppOrKeep } from '@keyward/keyholder/commands'
import { REPORT_CODES, REPORT_PLATFORMS, REPORT_STEPS } from '@keyward/protocol'
import { Banner, Button, LinkButton, Select, TextArea, TextField } from '@keyward/ui'
import { Form } from '../../app/parts/form.tsx'
import { HelpLink } from '../../app/parts/help-link.tsx'
import { InnerPage } from '../../app/parts/inner-page.tsx'
import { Problem } from '../../app/parts/problem.tsx'
import { paths } from '../../app/paths.ts'
import { useCommand } from '../../app/use-command.ts'
import { useDevice } from '../../app/use-device.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { messages } from '../../messages/messages.ts'
import { useSupportContact } from './use-support-contact.ts'

const text = messages.directory.report

/** Tells the administrators that an app does not work. */
export function ReportScreen() {
  const [outcome, setOutcome] = useState<'sent' | 'waiting'>()
  return (
    <InnerPage
      title={text.title}
      description={text.text}
      back={{ href: paths.directory, label: messages.directory.title }}
    >
      {outcome === undefined ? <ReportForm onDone={setOutcome} /> : <Done outcome={outcome} />}
      <Contact />
      <p className="text-note">
        <HelpLink page="when-an-app-does-not-work" />
      </p>
    </InnerPage>
  )
}

function Done({ outcome }: { readonly outcome: 'sent' | 'waiting' }) {
  const isSent = outcome === 'sent'
  return (
    <>
      <Banner tone={isSent ? 'ok' : 'warn'} title={isSent ? text.done : text.waiting}>
        {isSent ? text.doneText : text.waitingText}
      </Banner>
      <LinkButton isWide href={paths.directory}>
        {text.back}
      </LinkButton>
    </>
  )
}

function Contact() {
  const { data } = useSupportContact()
  if (data === undefined || data === '') return null
  return (
    <p className="text-body text-soft">
      {text.contact} <span className="font-medium text-ink">{data}</span>
    </p>
  )
}

type Fields = Pick<NewAppReport, 'platform' | 'step' | 'code'> & {
  readonly appName: string
  readonly rpId: string
  readonly more: string
}

interface ReportFormProps {
  readonly onDone: (outcome: 'sent' | 'waiting') => void
}

function ReportForm({ onDone }: ReportFormProps) {
  const { session, desk } = useKeyholder()
  const { platform = 'browser' } = useDevice()
  const [fields, setFields] = useState<Fields>({
    appName: '',
    rpId: '',
    platform,
    step: 'create',
    code: 'none-shown',
    more: '',
  })
  const [isAsked, setAsked] = useState(false)
  const set = (change: Partial<Fields>): void => setFields({ ...fields, ...change })
  const { appName, more, step, code } = fields
  const rpId = hostOf(fields.rpId.trim())
  const send = useCommand(
    async (host: string) =>
      reportAppOrKeep(await desk(), session, {
        platform: fields.platform,
        step,
        code,
        rpId: host,
        appName: appName.trim(),
        text: more,
      }),
    { onDone },
  )
  const submit = (): void => {
    setAsked(true)
    if (appName.trim() !== '' && rpId !== undefined) void send.run(rpId)
  }
  return (
    <Form onSubmit={submit} label={text.title}>
      <WhichApp fields={fields} isAsked={isAsked} onChange={set} />
      <Choices fields={fields} onChange={set} />
      <TextArea
        label={text.more}
        description={text.moreText}
        value={more}
        onChange={(value) => set({ more: value })}
        rows={3}
        maxLength={500}
      />
      <Problem problem={send.problem} />
      <Button
        type="submit"
        tone="primary"
        isWide
        isPending={send.isPending}
        pendingLabel={text.pending}
      >
        {text.submit}
      </Button>
    </Form>
  )
}

interface ChoicesProps {
  readonly fields: Fields
  readonly onChange: (change: Partial<Fields>) => void
}

/** The app, by what people and passkeys call it. */
function WhichApp({ fields, isAsked, onChange }: ChoicesProps & { readonly isAsked: boolean }) {
  return (
    <>
      <TextField
        label={text.appName}
        value={fields.appName}
        onChange={(value) => onChange({ appName: value })}
        maxLength={200}
        isRequired
        error={isAsked && fields.appName.trim() === '' ? messages.settings.missing : undefined}
      />
      <TextField
        label={text.rpId}
        description={text.rpIdText}
        value={fields.rpId}
        onChange={(value) => onChange({ rpId: value })}
        inputMode="url"
        maxLength={253}
        isRequired
        error={isAsked && hostOf(fields.rpId.trim()) === undefined ? text.rpIdWrong : undefined}
      />
    </>
  )
}

function Choices({ fields, onChange }: ChoicesProps) {
  return (
    <>
      <Select
        label={text.platform}
        placeholder={text.platform}
        choices={REPORT_PLATFORMS.map((value) => ({ value, label: text.platforms[value] }))}
        value={fields.platform}
        onChange={(platform) => onChange({ platform })}
      />
      <Select
        label={text.step}
        placeholder={text.step}
        choices={REPORT_STEPS.map((value) => ({ value, label: text.steps[value] }))}
        value={fields.step}
        onChange={(step) => onChange({ step })}
      />
      <Select
        label={text.code}
        placeholder={text.code}
        choices={REPORT_CODES.map((value) => ({ value, label: text.codes[value] }))}
        value={fields.code}
        onChange={(code) => onChange({ code })}
      />
    </>
  )
}
