import { useState } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { Button } from '@keyward/ui'
import FileIcon from 'lucide-react/icons/file'

export interface FileFieldProps {
  readonly label: string
  readonly chooseLabel: string
  readonly onChoose: (file: File) => void
  readonly isDisabled: boolean
}

/** One file of this device. */
export function FileField({ label, chooseLabel, onChoose, isDisabled }: FileFieldProps) {
  const [name, setName] = useState<string>()
  const choose = (files: FileList | null): void => {
    const file = files?.[0]
    if (file === undefined) return
    setName(file.name)
    onChoose(file)
  }
  return (
    <fieldset aria-label={label} className="flex min-w-0 flex-wrap items-center gap-3">
      <FileTrigger onSelect={choose}>
        <Button icon={<FileIcon />} isDisabled={isDisabled}>
          {chooseLabel}
        </Button>
      </FileTrigger>
      <span aria-live="polite" className="min-w-0 flex-1 text-body break-words text-soft">
        {name}
      </span>
    </fieldset>
  )
}
