/** Every look-up goes by the primary key or by the index of the RP ID. */
export const QUERIES = {
  find: 'SELECT * FROM passkeys WHERE rp_id = ? AND credential_id = ?',
  list: 'SELECT * FROM passkeys WHERE rp_id = ? ORDER BY added DESC',
  all: 'SELECT * FROM passkeys ORDER BY rp_id, added DESC',
  newest: 'SELECT max(added) AS added FROM passkeys WHERE rp_id = ?',
  insert: `
    INSERT INTO passkeys (
      added, rp_id, credential_id, rp_name, user_handle, user_name, user_display_name, algorithm,
      public_key, private_key, prf_with_verification, prf_without_verification, sign_count,
      backup_eligible, backup_state, cred_protect, created_at
    ) VALUES (
      :added, :rp_id, :credential_id, :rp_name, :user_handle, :user_name, :user_display_name,
      :algorithm, :public_key, :private_key, :prf_with_verification, :prf_without_verification,
      :sign_count, :backup_eligible, :backup_state, :cred_protect, :created_at
    )`,
  count: 'UPDATE passkeys SET sign_count = ? WHERE rp_id = ? AND credential_id = ?',
} as const
