farm init Acme -s Berlin --broker 'CB[1-5]' --ip 10.1.0.11+ --domain 'rack=r[1-3]' --auto-promotion 30m
farm site add Bonn --broker 'CB[6-8]' --ip 10.2.0.11+ --domain 'rack=b[1-3]' --auto-promotion 30m
farm provider add vc1 --type vcenter --preferred-broker CB2
farm provider add hv1 --type hyper-v --preferred-broker CB7
farm agent add 'RDS[01-28]' -s Berlin
farm agent add 'RDS[29-44]' -s Bonn
farm gateway add 'GW[1-2]' -s Berlin --ip 10.1.0.21+
farm gateway add 'GW[3-4]' -s Bonn --ip 10.2.0.21+
