-- `INSERT OR REPLACE` deletes without asking the trigger of deletes.
CREATE TRIGGER `audit_no_replace` BEFORE INSERT ON `audit`
WHEN EXISTS (SELECT 1 FROM `audit` WHERE `n` = new.`n`) BEGIN
	SELECT RAISE(ABORT, 'The audit log cannot be changed.');
END;
