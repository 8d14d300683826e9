import { type NewAppReport, reportApp, supportContact } from '@keyward/keyholder/commands'
import { REPORT_CODES, REPORT_PLATFORMS, REPORT_STEPS, ReportApp } from '@keyward/protocol'
import { CliError } from '../../error.ts'
import { done } from '../../frame/answer.ts'
import { command } from '../../frame/command.ts'

export const report = command({
  path: ['report'],
  summary: 'Reports an app that does not work with passkeys to your administrators.',
  needs: 'unlocked',
  operands: [
    { name: 'APP', help: 'its name' },
    { name: 'DOMAIN', help: 'the domain of its passkeys, such as perch.example' },
  ],
  options: {
    platform: { kind: 'choice', choices: REPORT_PLATFORMS, help: 'where it ran (program)' },
    step: { kind: 'text', value: 'STEP', help: 'how far it got (other)' },
    code: { kind: 'text', value: 'CODE', help: 'what went wrong (unknown)' },
    text: { kind: 'text', value: 'TEXT', help: 'a sentence of yours, at most 500 characters' },
  },
  notes: [
    `STEP is one of: ${REPORT_STEPS.join(', ')}.`,
    `CODE is one of: ${REPORT_CODES.join(', ')}.`,
    'A report has no username and nothing of an account. What you write is not encrypted: your administrators and the server can read it.',
  ],
  async run(context, { operands: [appName = '', rpId = ''], options }) {
    const { platform = 'program', step = 'other', code = 'unknown', text = null } = options
    const given = readReport({ appName: appName.trim(), rpId, platform, step, code, text })
    const { session } = await context.unlocked()
    const reportId = await reportApp(session, given)
    const contact = await supportContact(session)
    const whom = contact === '' ? '' : ` For help, turn to: ${contact}`
    return done(`Reported.${whom}`, { reportId, contact })
  },
})

const NewReport = ReportApp.omit({ reportId: true })

const WRONG: Readonly<Record<string, string>> = {
  text: '--text has at most 500 characters.',
  step: '--step is none of those that --help names.',
  code: '--code is none of those that --help names.',
}

/** What the server would refuse is told before it is asked. @throws {CliError} `cli.operand`, `cli.option` */
function readReport(given: Readonly<Record<keyof NewAppReport, string | null>>): NewAppReport {
  const { data, error } = NewReport.safeParse(given)
  if (data !== undefined) return data
  const option = WRONG[String(error?.issues[0]?.path[0])]
  if (option !== undefined) throw new CliError('cli.option', option)
  throw new CliError('cli.operand', 'That is no name of an app, or no domain: see --help.')
}
