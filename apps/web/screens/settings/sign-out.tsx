import { useState } from 'react'
import { Button, Dialog } from '@keyward/ui'
import LogOut from 'lucide-react/icons/log-out'
import { Problem } from '../../app/parts/problem.tsx'
import { useCommand } from '../../app/use-command.ts'
import { useSignOut } from '../../app/use-sign-out.ts'
import { useSync } from '../../app/use-sync.ts'
import { messages } from '../../messages/messages.ts'

/** Erases this device's copy, after a question that says what would be lost. */
export function SignOut() {
  const text = messages.settings.signOut
  const [isAsking, setAsking] = useState(false)
  const { waiting } = useSync()
  const signOut = useCommand(useSignOut())
  return (
    <>
      <Button isWide icon={<LogOut />} onPress={() => setAsking(true)}>
        {text.label}
      </Button>
      <Dialog
        isAlert
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={text.title}
        actions={
          <>
            <Button tone="plain" onPress={() => setAsking(false)}>
              {messages.app.cancel}
            </Button>
            <Button tone="danger" isPending={signOut.isPending} onPress={() => void signOut.run()}>
              {text.submit}
            </Button>
          </>
        }
      >
        <p>{text.text}</p>
        {waiting === 0 ? null : (
          <p className="pt-2 font-medium text-error">{text.waits(waiting)}</p>
        )}
        <Problem problem={signOut.problem} />
      </Dialog>
    </>
  )
}
