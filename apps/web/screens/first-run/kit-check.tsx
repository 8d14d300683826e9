import { useState } from 'react'
import { Button, TextField } from '@keyward/ui'
import { Form } from '../../app/parts/form.tsx'
import { messages } from '../../messages/messages.ts'
import { pickTwo } from './pick-two.ts'

export interface KitCheckProps {
  readonly words: readonly string[]
  readonly onDone: () => void
  /** Shows the kit again. */
  readonly onBack: () => void
}

/** Asks for two of the words from the person's copy. */
export function KitCheck({ words, onDone, onBack }: KitCheckProps) {
  const text = messages.recovery.check
  const [asked] = useState(() => pickTwo(words.length, randomIndex))
  const [given, setGiven] = useState<readonly [string, string]>(['', ''])
  const [isAsked, setAsked] = useState(false)
  const isRight = (at: 0 | 1): boolean =>
    given[at].trim().toLowerCase() === words[asked[at]]?.toLowerCase()
  const submit = (): void => {
    setAsked(true)
    if (isRight(0) && isRight(1)) onDone()
  }
  const field = (at: 0 | 1) => ({
    label: text.word(asked[at] + 1),
    value: given[at],
    onChange: (word: string) => setGiven(at === 0 ? [word, given[1]] : [given[0], word]),
    error: isAsked && !isRight(at) ? text.wrong : undefined,
  })
  return (
    <Form onSubmit={submit}>
      <TextField hasFirstFocus {...field(0)} />
      <TextField {...field(1)} />
      <Button type="submit" tone="primary" isWide>
        {text.submit}
      </Button>
      <Button tone="plain" isWide onPress={onBack}>
        {text.again}
      </Button>
    </Form>
  )
}

function randomIndex(count: number): number {
  const [value = 0] = crypto.getRandomValues(new Uint32Array(1))
  return value % count
}
