import { useState } from 'react'
import { exportActivity, verifyActivity } from '@keyward/keyholder/commands'
import { Banner, Button, Progress, Section } from '@keyward/ui'
import ShieldCheck from 'lucide-react/icons/shield-check'
import { Problem } from '../../app/parts/problem.tsx'
import { useCommand } from '../../app/use-command.ts'
import { useKeyholder } from '../../app/use-keyholder.ts'
import { messages } from '../../messages/messages.ts'

const text = messages.activity.verify

type Result =
  | { readonly entries: number; readonly seen: 'covered' | 'older' | 'unknown' }
  | { readonly failed: string }

/** Proves the whole log on this device: the server is asked for its entries, and not believed. */
export function VerifyActivity() {
  const keyholder = useKeyholder()
  const [count, setCount] = useState(0)
  const [result, setResult] = useState<Result>()
  const verify = useCommand(
    async (): Promise<Result> => {
      setResult(undefined)
      setCount(0)
      const lines: string[] = []
      for await (const line of exportActivity(keyholder, {}, setCount)) lines.push(line)
      try {
        return await verifyActivity(keyholder.ports.replica, lines)
      } catch (error) {
        if (!isRefusal(error)) throw error
        return { failed: error.message }
      }
    },
    { onDone: setResult },
  )
  return (
    <Section title={text.title}>
      <p className="text-note text-soft">{text.text}</p>
      {verify.isPending ? <Progress label={text.pending} valueLabel={text.read(count)} /> : null}
      <Problem problem={verify.problem} />
      {result === undefined ? null : <Verdict result={result} />}
      <Button
        isWide
        icon={<ShieldCheck />}
        isPending={verify.isPending}
        pendingLabel={text.pending}
        onPress={() => void verify.run()}
      >
        {text.action}
      </Button>
    </Section>
  )
}

function Verdict({ result }: { readonly result: Result }) {
  if ('failed' in result)
    return (
      <Banner tone="error" title={text.failedTitle}>
        {text.failedText(result.failed)}
      </Banner>
    )
  return (
    <Banner tone={result.seen === 'covered' ? 'ok' : 'warn'} title={text.done(result.entries)}>
      {text[result.seen]}
    </Banner>
  )
}

/** What says that the log is wrong, rather than that it could not be looked at. */
function isRefusal(error: unknown): error is Error {
  if (!(error instanceof Error)) return false
  return error.name === 'LogError'
}
