import { Banner, Button } from '@keyward/ui'
import { messages } from '../../messages/messages.ts'
import { helpFor } from '../help-for.ts'
import type { ShownProblem } from '../problem-of.ts'
import { HelpLink } from './help-link.tsx'

export interface ProblemProps {
  /** Nothing is shown for undefined. */
  readonly problem: ShownProblem | undefined
  /** Offered where doing the same again may help. */
  readonly onRetry?: (() => void) | undefined
}

/** A failure: what happened, what of it is lost, and what to do next. It is read out at once. */
export function Problem({ problem, onRetry }: ProblemProps) {
  if (problem === undefined) return null
  const action =
    onRetry === undefined || !problem.canRetry ? undefined : (
      <Button onPress={onRetry}>{messages.app.retry}</Button>
    )
  const page = helpFor(problem.rule)
  return (
    <Banner tone="error" title={problem.title} action={action}>
      {problem.text}
      {page === undefined ? null : (
        <>
          {' '}
          <HelpLink page={page} />
        </>
      )}
    </Banner>
  )
}
