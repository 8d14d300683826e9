import { Component, type ReactNode } from 'react'
import { Button, EmptyState } from '@keyward/ui'
import { messages } from '../../messages/messages.ts'
import { problemOf } from '../problem-of.ts'
import { HelpLink } from './help-link.tsx'

interface BoundaryProps {
  /** The place that is shown: at another one what failed is tried anew. */
  readonly at?: string
  readonly children: ReactNode
}

interface BoundaryState {
  readonly at: string | undefined
  readonly error: unknown
}

/** Shows what failed in place of what is below it. Nothing is sent anywhere. */
export class Boundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { at: this.props.at, error: undefined }

  static getDerivedStateFromError(error: unknown): Partial<BoundaryState> {
    return { error }
  }

  static getDerivedStateFromProps({ at }: BoundaryProps, state: BoundaryState) {
    return at === state.at ? null : { at, error: undefined }
  }

  override render() {
    const { error } = this.state
    return error === undefined ? this.props.children : <Failed error={error} />
  }
}

/** What is shown when a screen failed: known failures in their own words. */
function Failed({ error }: { readonly error: unknown }) {
  const { failed, phoneLost } = messages.app
  const problem = problemOf(error)
  const words =
    problem.rule === 'internal' ? failed : problem.rule === 'shell.closed' ? phoneLost : problem
  return (
    <div className="p-4" role="alert">
      <EmptyState
        title={words.title}
        action={<Button onPress={() => location.reload()}>{failed.action}</Button>}
      >
        {words.text} <HelpLink page="index" />
      </EmptyState>
    </div>
  )
}
