const { Metrics, MetricUnit } = require('@aws-lambda-powertools/metrics');

exports.handler = async () => {
  const metrics = new Metrics({ namespace: 'Tea', serviceName: 'kettle' });
  metrics.addDimension('kind', 'green');
  metrics.addMetric('cups', MetricUnit.Count, 2);
  const { _aws, ...rest } = metrics.serializeMetrics();
  return { rest, directives: _aws.CloudWatchMetrics };
};
