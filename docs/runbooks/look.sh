# What every runbook of an alarm begins with:  source docs/runbooks/look.sh padan-pilot ap-southeast-3
export P=${1:?name and stage of the deployment, such as padan-pilot} AWS_REGION=${2:?region, such as ap-southeast-3}
export AWS_DEFAULT_REGION=$AWS_REGION

# ringing: what rings now, and since when
ringing() {
  aws cloudwatch describe-alarms --alarm-name-prefix "$P-" --state-value ALARM \
    --alarm-types MetricAlarm CompositeAlarm \
    --query '[MetricAlarms,CompositeAlarms][].[AlarmName,StateUpdatedTimestamp]' --output table
}

# history_of ALARM: when it rang and why, the newest first
history_of() {
  aws cloudwatch describe-alarm-history --alarm-name "$P-$1" --history-item-type StateUpdate --max-records 20 \
    --query 'AlarmHistoryItems[].[Timestamp,HistorySummary]' --output table
}

# ask FUNCTION QUESTION [MINUTES]: a question to a function's log; api_handler is the interface's
ask() {
  local id
  id=$(aws logs start-query --log-group-name "/aws/lambda/$P-$1" --query-string "$2" --limit 50 \
    --start-time "$(($(date +%s) - 60 * ${3:-60}))" --end-time "$(date +%s)" --query queryId --output text)
  until [ "$(aws logs get-query-results --query-id "$id" --query status --output text)" != Running ]; do sleep 2; done
  aws logs get-query-results --query-id "$id" --query 'results[].[*].value' --output text
}

# numbers NAMESPACE METRIC STATISTIC DIMENSIONS [MINUTES]: five-minute values; DIMENSIONS as Name=A,Value=B Name=C,...
numbers() {
  local kind=--statistics
  case $3 in Sum | Average | Maximum | Minimum | SampleCount) ;; *) kind=--extended-statistics ;; esac
  # shellcheck disable=SC2086 - several dimensions are several words
  aws cloudwatch get-metric-statistics --namespace "$1" --metric-name "$2" "$kind" "$3" ${4:+--dimensions $4} --period 300 \
    --start-time "$(date -u -d "-${5:-180} minutes" +%FT%TZ)" --end-time "$(date -u +%FT%TZ)" \
    --query 'sort_by(Datapoints,&Timestamp)' --output table
}
