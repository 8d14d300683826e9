import Plus from 'lucide-react/icons/plus'
import { useState } from 'react'
import { AppIcon, Asker, Button, ChoiceList, SheetFrame } from '../sheet.ts'

/** A provider sheet, from the light part alone. */
export function SheetPage() {
  const [choice, setChoice] = useState('studio')
  return (
    <SheetFrame
      title="Create Passkey"
      asker={<Asker name="Perch" address="perch.example" verifiedLabel="Verified" />}
      line="The passkey is saved in the account that you choose."
      primary={
        <Button tone="primary" isWide type="submit">
          Save
        </Button>
      }
      quiet={
        <Button tone="plain" isWide>
          Cancel
        </Button>
      }
    >
      <ChoiceList
        label="Update existing account"
        name="account"
        isKey
        hasFirstFocus
        choices={[
          {
            value: 'studio',
            label: 'Perch',
            description: 'studio@acme.example',
            icon: <AppIcon name="Perch" />,
          },
          {
            value: 'ads',
            label: 'Perch Ads',
            description: 'ads@acme.example',
            icon: <AppIcon name="Perch Ads" />,
          },
        ]}
        value={choice}
        onChange={setChoice}
      />
      <ChoiceList
        label={'Create new item for "Perch"'}
        name="account"
        isKey
        choices={[{ value: 'new', label: 'New account', icon: <Plus /> }]}
        value={choice}
        onChange={setChoice}
      />
    </SheetFrame>
  )
}
