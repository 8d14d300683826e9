import { Breakable, Button, Dialog } from '@keyward/ui'
import { Problem } from '../../../app/parts/problem.tsx'
import type { Command } from '../../../app/use-command.ts'
import { useSync } from '../../../app/use-sync.ts'
import { messages } from '../../../messages/messages.ts'

export interface EndWords {
  /** The question. */
  readonly title: string
  /** What comes of it, each in a sentence. */
  readonly points: readonly string[]
  /** What stays as it is, below the points. */
  readonly notes?: readonly string[]
  /** Said while the server can't be reached. */
  readonly offline?: string
  readonly submit: string
}

export interface EndDialogProps {
  readonly words: EndWords
  readonly end: Pick<Command<[], void>, 'run' | 'isPending' | 'problem'>
  readonly onClose: () => void
}

/** Asks before somebody loses an account or a collection. It is open as long as it is there. */
export function EndDialog({ words, end, onClose }: EndDialogProps) {
  const { title, points, notes = [], offline, submit } = words
  const { isOnline } = useSync()
  const below = isOnline || offline === undefined ? notes : [...notes, offline]
  return (
    <Dialog
      isOpen
      isAlert
      onOpenChange={onClose}
      title={title}
      actions={
        <>
          <Button tone="plain" onPress={onClose}>
            {messages.app.cancel}
          </Button>
          <Button tone="danger" isPending={end.isPending} onPress={() => void end.run()}>
            {submit}
          </Button>
        </>
      }
    >
      <ul className="flex list-disc flex-col gap-2 pl-4">
        {points.map((point) => (
          <li key={point}>
            <Breakable>{point}</Breakable>
          </li>
        ))}
      </ul>
      {below.map((note) => (
        <p key={note} className="mt-3">
          {note}
        </p>
      ))}
      <Problem problem={end.problem} />
    </Dialog>
  )
}
