const WORDS = (
  '123456 password 123456789 12345678 12345 qwerty 1234567890 1234567 111111 123123 abc123 1234 ' +
  'iloveyou 000000 password1 admin letmein welcome monkey dragon master login princess sunshine ' +
  'football baseball superman batman trustno1 shadow michael jennifer jordan hunter killer soccer ' +
  'starwars computer internet whatever freedom secret hello charlie ashley bailey passw0rd pass ' +
  'test guest root user default changeme access ninja azerty qwertz qazwsx asdfgh asdfghjkl zxcvbn ' +
  'zxcvbnm qwertyuiop 1q2w3e4r 1qaz2wsx google facebook apple microsoft amazon samsung summer ' +
  'winter spring autumn january february march april june july august september october november ' +
  'december monday tuesday wednesday thursday friday saturday sunday love family company work ' +
  'office team keyward passkey vault passphrase correct horse battery staple'
).split(' ')

/**
 * What people choose first, most frequent first, as every published list of leaked passwords has
 * it at the top. Short on purpose: the strength of a passphrase is asked of its length and words,
 * and these are the pieces from which weak ones are made.
 */
export const COMMON_PASSPHRASES: readonly string[] = [
  ...WORDS,
  'correct horse battery staple',
  'correcthorsebatterystaple',
  'the quick brown fox jumps over the lazy dog',
  'to be or not to be that is the question',
]
