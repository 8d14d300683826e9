import { ChoiceList } from '@keyward/ui'
import { useTheme } from '../../app/use-theme.ts'
import { messages } from '../../messages/messages.ts'
import { Setting } from './setting.tsx'

/** Light or dark. */
export function AppearancePage() {
  const text = messages.settings.appearance
  const { theme, setTheme } = useTheme()
  return (
    <Setting title={text.title} text={text.text}>
      <ChoiceList
        label={text.label}
        choices={[
          { value: 'system', label: text.system },
          { value: 'light', label: text.light },
          { value: 'dark', label: text.dark },
        ]}
        value={theme}
        onChange={setTheme}
      />
    </Setting>
  )
}
