import {
  type AccountView,
  closeWindow,
  listWindows,
  openWindow,
  type SharedPerson,
} from '@keyward/keyholder/commands'
import { Button, formatTime, Section } from '@keyward/ui'
import { Problem } from '../../../app/parts/problem.tsx'
import { useCommand } from '../../../app/use-command.ts'
import { useDesk } from '../../../app/use-desk.ts'
import { useNow } from '../../../app/use-now.ts'
import { useVerified } from '../../../app/approvals/use-verified.ts'
import { WINDOW_HOURS } from '../../../app/approvals/window-hours.ts'
import { useView } from '../../../app/use-view.ts'
import { views } from '../../../app/views.ts'
import { messages } from '../../../messages/messages.ts'

export interface OpenWindowProps {
  readonly account: Pick<AccountView, 'accountId' | 'appName'>
  readonly person: SharedPerson
}

const HOUR = 3_600_000

/** For whom an Owner approves each sign-in: lets them sign in for some hours without asking. */
export function OpenWindow({ account: { accountId }, person }: OpenWindowProps) {
  const text = messages.sharing.window
  const { memberId, name } = person
  const desk = useDesk()
  const now = useNow()
  const verified = useVerified()
  const { data, retry } = useView(views.approvalWindows(accountId), () =>
    listWindows(desk, accountId),
  )
  const until = data?.find((window) => window.memberId === memberId && window.until > now)?.until
  const say = (at: number): string =>
    formatTime(at, { now, locale: messages.app.locale })?.absolute ?? ''
  const open = useCommand(
    async (hours: number) => {
      await verified(text.open(name))
      const end = desk.platform.clock() + hours * HOUR
      await openWindow(desk, accountId, memberId, end)
      return end
    },
    { done: (end) => text.opened(name, say(end)), onDone: retry },
  )
  const close = useCommand(() => closeWindow(desk, accountId, memberId), {
    done: text.closed(name),
    onDone: retry,
  })
  return (
    <Section title={text.title} description={text.text(name)}>
      {until === undefined ? (
        <div className="flex flex-wrap gap-2">
          {WINDOW_HOURS.map((hours) => (
            <Button key={hours} isPending={open.isPending} onPress={() => void open.run(hours)}>
              {text.hours(hours)}
            </Button>
          ))}
        </div>
      ) : (
        <div className="flex flex-wrap items-center justify-between gap-2">
          <p className="text-body">{text.until(say(until))}</p>
          <Button isPending={close.isPending} onPress={() => void close.run()}>
            {text.close}
          </Button>
        </div>
      )}
      <Problem problem={open.problem ?? close.problem} />
    </Section>
  )
}
