import { useState } from 'react'
import { Button, Dialog } from '@keyward/ui'
import { Problem } from '../../app/parts/problem.tsx'
import { useCommand } from '../../app/use-command.ts'
import { useSignOut } from '../../app/use-sign-out.ts'
import { messages } from '../../messages/messages.ts'

/** For who can't unlock here: erases this device's copy, after a question. */
export function SignOutHere() {
  const text = messages.unlock
  const [isAsking, setAsking] = useState(false)
  const signOut = useCommand(useSignOut(), { onDone: () => setAsking(false) })
  return (
    <div className="flex flex-col gap-1">
      <p className="text-note text-soft">{text.otherDevice}</p>
      <Button tone="plain" isWide onPress={() => setAsking(true)}>
        {text.signOut}
      </Button>
      <Dialog
        isAlert
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={text.signOutTitle}
        actions={
          <>
            <Button tone="plain" onPress={() => setAsking(false)}>
              {messages.app.cancel}
            </Button>
            <Button tone="danger" isPending={signOut.isPending} onPress={() => void signOut.run()}>
              {text.signOut}
            </Button>
          </>
        }
      >
        <p>{text.signOutText}</p>
        <Problem problem={signOut.problem} />
      </Dialog>
    </div>
  )
}
