import KeyRound from 'lucide-react/icons/key-round'
import Pencil from 'lucide-react/icons/pencil'
import Plus from 'lucide-react/icons/plus'
import Trash2 from 'lucide-react/icons/trash-2'
import { useState } from 'react'
import {
  Button,
  Dialog,
  IconButton,
  LinkButton,
  Menu,
  Section,
  Sheet,
  TextLink,
  toast,
} from '../ui.ts'
import { PlainPage } from './plain-page.tsx'

const ACTIONS = [
  {
    id: 'edit',
    label: 'Edit account',
    icon: <Pencil />,
    onAction: () => toast({ text: 'Edited' }),
  },
  { id: 'move', label: 'Move to a collection', onAction: () => {}, isDisabled: true },
  { id: 'delete', label: 'Delete account', icon: <Trash2 />, onAction: () => {}, isDanger: true },
]

export function ActionsPage() {
  return (
    <PlainPage title="Actions">
      <Section title="Buttons">
        <div className="flex flex-wrap gap-3">
          <Button tone="primary" icon={<KeyRound />}>
            Create passkey
          </Button>
          <Button>Edit account</Button>
          <Button tone="plain">Cancel</Button>
          <Button tone="danger">Revoke access</Button>
          <LinkButton href="?page=fields" icon={<Plus />}>
            New account
          </LinkButton>
        </div>
        <div className="flex flex-wrap gap-3">
          <Button tone="primary" isPending pendingLabel="Creating the passkey">
            Create passkey
          </Button>
          <Button isPending>Edit account</Button>
          <Button tone="primary" isDisabled>
            Create passkey
          </Button>
          <Button isDisabled>Edit account</Button>
          <Button tone="danger" isDisabled>
            Revoke access
          </Button>
        </div>
        <Button tone="primary" isWide>
          Save
        </Button>
        <p>
          A sentence with <TextLink href="?page=facts">a link to read more</TextLink> in it.
        </p>
      </Section>
      <Section title="Icon buttons and menus">
        <div className="flex flex-wrap gap-3">
          <IconButton label="Edit" icon={<Pencil />} />
          <IconButton label="Delete" icon={<Trash2 />} tone="quiet" />
          <IconButton label="Edit another" icon={<Pencil />} isDisabled />
          <Menu label="Actions for Perch" actions={ACTIONS} />
        </div>
      </Section>
      <Overlays />
    </PlainPage>
  )
}

function Overlays() {
  const [open, setOpen] = useState<'dialog' | 'alert' | 'sheet' | null>(null)
  const close = () => setOpen(null)
  return (
    <Section title="Over the screen">
      <div className="flex flex-wrap gap-3">
        <Button onPress={() => setOpen('dialog')}>Open dialog</Button>
        <Button onPress={() => setOpen('alert')}>Open alert</Button>
        <Button onPress={() => setOpen('sheet')}>Open sheet</Button>
        <Button
          onPress={() =>
            toast(
              { text: 'Account deleted', action: { label: 'Undo', onPress: () => {} } },
              { timeout: null },
            )
          }
        >
          Show toast
        </Button>
      </div>
      <Dialog
        isOpen={open === 'dialog' || open === 'alert'}
        onOpenChange={close}
        isAlert={open === 'alert'}
        title="Revoke Dana's access to Perch"
        actions={
          <>
            <Button tone="plain" onPress={close}>
              Keep access
            </Button>
            <Button tone="danger" onPress={close}>
              Revoke access
            </Button>
          </>
        }
      >
        Dana can't sign in from the moment you revoke it. The passkey stays as it is.
      </Dialog>
      <Sheet
        isOpen={open === 'sheet'}
        onOpenChange={close}
        title="Share Perch"
        closeLabel="Close"
        footer={
          <Button tone="primary" isWide onPress={close}>
            Share
          </Button>
        }
      >
        They can sign in. They never hold the key; you can stop it at any time.
      </Sheet>
    </Section>
  )
}
