export const recovery = {
  title: 'Your recovery kit',
  intro:
    'These 24 words open everything when your passphrase is forgotten. They are shown once. Write them down or print them, and keep them where only you get at them.',
  words: 'Recovery words',
  qr: 'QR code of the recovery kit',
  qrText: 'The same as the words, to be scanned.',
  print: 'Print',
  printTitle: 'Keyward recovery kit',
  printText:
    'Whoever has this sheet can open your accounts. Keep it closed away, and never photograph it.',
  printDate: (date: string) => `Made on ${date}`,
  saved: 'I saved it',
  check: {
    title: 'Check your copy',
    text: 'Enter two words from your copy, so that you know it is complete.',
    word: (position: number) => `Word ${position}`,
    wrong: 'That is not the word. Look at your copy.',
    again: 'Show the kit again',
    submit: 'Continue',
  },
  none: {
    title: 'There is no kit to show',
    text: 'A recovery kit is shown once, when it is made. If yours is lost, make a new one in the settings.',
    action: 'Go to your accounts',
  },
  leave: 'The recovery kit is not saved yet.',
} as const
