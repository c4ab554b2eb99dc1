#!/usr/bin/env bash
# Makes employees.csv, exits.csv and pairings.csv from job_retention.csv. README.md says what each column means and
# which of them are not in the data.   bash derive.sh [FOLDER]   writes to FOLDER, else beside this script.
set -euo pipefail
cd "$(dirname "$0")"
to="${1:-.}"

# Row n of the data is the person n; quotes around values go.
rows() { tail -n +2 job_retention.csv | tr -d '"\r'; }

rows | awk -F, '
    BEGIN { print "employee_id,hire_date,birth_year,gender,function,level" }
    { printf "P%04d,2023-01-01,,%s,%s,%s\n", NR, $1, $2, $3 }' > "$to/employees.csv"

rows | awk -F, '
    BEGIN { print "employee_id,exit_date,exit_type,reason" }
    $6 == 1             { printf "P%04d,2024-%02d-15,voluntary,left\n", NR, $7 }
    $6 == 0 && $7 < 12  { printf "P%04d,2024-%02d-15,other,not followed any longer\n", NR, $7 }' > "$to/exits.csv"

rows | awk -F, '
    BEGIN { print "pairing_id,programme_id,employee_id,role,start_date" }
    $4 >= 7 { printf "S%04d,high_sentiment,P%04d,member,2023-12-31\n", NR, NR }' > "$to/pairings.csv"
