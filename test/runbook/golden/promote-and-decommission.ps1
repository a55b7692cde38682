# Runbook of farm 0.1.0, printed on 2026-11-22.
# It brings the Parallels RAS farm "Acme" from farm.json to planned.json, in 3 steps.
# Site Berlin before: can lose any 1 broker; after: cannot lose any broker; weakest moment: after step 3, cannot lose any broker.
#
# Each step looks at the farm first, and stops if the farm is not as the plan expects it;
# then it acts, applies the change, and reads the farm back before the next step begins.
# A step that no proven cmdlet can do tells you what to do in the RAS Console, and waits.
#
# Read it, then try it: .\SCRIPT.ps1 -WhatIf
# Run it:               .\SCRIPT.ps1 -Server NAME
# Resume it:            .\SCRIPT.ps1 -Server NAME -Step N
# It needs the module RASAdmin in the version of the Connection Broker.
# The way back: change-rollback.ps1

param(
    # The Connection Broker to connect to: the primary of the Licensing Site.
    [string]$Server = '',
    # The step to begin with, to resume.
    [int]$Step = 1,
    # Shows all steps, changes nothing, and needs no session.
    [switch]$WhatIf,
    # Asked for if left out. It is never written anywhere.
    [System.Management.Automation.PSCredential]$Credential = $null,
    # E-mail address of the Parallels My Account, for a promotion; its password is asked for.
    [string]$Email = '',
    # How often the farm is looked at after a change, and how long to wait in between.
    [int]$Tries = 10,
    [int]$WaitSeconds = 15,
    # The transcript (default: beside this script).
    [string]$Transcript = ''
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 1

# Names in the modules of RAS 18 and 17.
$olderNames = @{
    'Get-RASSite' = @('Get-Site')
    'Get-RASSiteStatus' = @('Get-SiteStatus')
    'Get-RASBroker' = @('Get-RASPA', 'Get-PA')
    'Get-RASBrokerStatus' = @('Get-RASPAStatus', 'Get-PAStatus')
    'Get-RASGateway' = @('Get-RASGW', 'Get-GW')
    'Get-RASGatewayStatus' = @('Get-RASGWStatus', 'Get-GWStatus')
    'Get-RASGatewayDefaultSettings' = @('Get-RASGWDefaultSettings', 'Get-GWDefaultSettings')
    'Get-RASRDSHost' = @('Get-RASRDS', 'Get-RDS')
    'Get-RASRDSHostStatus' = @('Get-RASRDSStatus', 'Get-RDSStatus')
    'Get-RASProvider' = @('Get-VDIHost')
    'Get-RASProviderStatus' = @('Get-VDIHostStatus')
    'Invoke-RASApply' = @('Invoke-Apply')
    'New-RASBroker' = @('New-RASPA', 'New-PA')
    'Set-RASBroker' = @('Set-RASPA', 'Set-PA')
    'Remove-RASBroker' = @('Remove-RASPA', 'Remove-PA')
    'Invoke-RASBrokerPromoteToPrimary' = @('Invoke-RASPAPromoteToMaster', 'Invoke-PAPromoteToMaster')
    'New-RASSite' = @('New-Site')
    'New-RASGateway' = @('New-RASGW', 'New-GW')
    'Set-RASGateway' = @('Set-RASGW', 'Set-GW')
    'Remove-RASGateway' = @('Remove-RASGW', 'Remove-GW')
    'New-RASRDSHost' = @('New-RASRDS', 'New-RDS')
    'Set-RASRDSHost' = @('Set-RASRDS', 'Set-RDS')
    'Remove-RASRDSHost' = @('Remove-RASRDS', 'Remove-RDS')
}

$plannedVersion = 20

# ---- What the farm looks like between the steps --------------------------------

$brokers1 = @(
    @{ Server = 'CB1'; Enabled = $true; Standby = $false }
    @{ Server = 'CB2'; Enabled = $true; Standby = $false }
    @{ Server = 'CB3'; Enabled = $true; Standby = $false }
)

$look1 = @{
    Site = 'Berlin'
    Exists = $true
    Order = 'all'
    Brokers = $brokers1
    Hosts = @(
        @{ Name = 'RDS3'; Exists = $true; PreferredBroker = 'CB1' }
    )
}

$look2 = @{
    Site = 'Berlin'
    Exists = $true
    Order = 'all'
    Brokers = $brokers1
    Hosts = @(
        @{ Name = 'RDS3'; Exists = $true; PreferredBroker = $null }
    )
}

$look3 = @{
    Site = 'Berlin'
    Exists = $true
    Order = 'all'
    Brokers = $brokers1
}

$brokers2 = @(
    @{ Server = 'CB2'; Enabled = $true; Standby = $false }
    @{ Server = 'CB1'; Enabled = $true; Standby = $false }
    @{ Server = 'CB3'; Enabled = $true; Standby = $false }
)

$look4 = @{
    Site = 'Berlin'
    Exists = $true
    Order = 'primary'
    Brokers = $brokers2
}

$look5 = @{
    Site = 'Berlin'
    Exists = $true
    Order = 'all'
    Brokers = $brokers2
}

$brokers3 = @(
    @{ Server = 'CB2'; Enabled = $true; Standby = $false }
    @{ Server = 'CB3'; Enabled = $true; Standby = $false }
)

$look6 = @{
    Site = 'Berlin'
    Exists = $true
    Order = 'all'
    Brokers = $brokers3
}

# ---- The steps ----------------------------------------------------------------

$steps = @(
    # Step 1: Berlin: set agent RDS3: preferred broker Automatic
    @{
        Number = 1
        Title = 'Berlin: set agent RDS3: preferred broker Automatic'
        Notes = @('Why here: CB1 is about to leave.')
        Parts = @(
            @{
                Before = $look1
                Console = @(
                    'No page that farm cites says where in the RAS Console this is.'
                    'Set for RDS3: Preferred Connection Broker = Automatic.'
                    'An agent that prefers a broker goes to that broker before the load table applies.'
                )
                After = $look2
                What = 'preferred Connection Broker of RDS3'
                Apply = $true
                Ask = $false
            }
        )
    }
    # Step 2: Berlin: promote CB2 to primary
    # Assumes A2: After a promotion the order is otherwise kept: the old primary becomes the first secondary.
    @{
        Number = 2
        Title = 'Berlin: promote CB2 to primary'
        Notes = @('Why here: only then can CB1 be deleted.')
        Parts = @(
            @{
                Before = $look3
                Promote = 'CB2'
                # Whether the session stays on the new primary.
                Stay = $true
                Console = @(
                    'Site Berlin > Connection Brokers > Tasks > Promote to primary'
                    'Open the RAS Console on the server CB2 itself, select CB2, and promote it.'
                    'A promotion is run on the server that is to be promoted: open the RAS Console on that server, then Tasks > Promote to primary.'
                    'A promotion asks for the e-mail and password of the Parallels My Account; rights as an administrator of the farm are not enough.'
                )
                After = $look4
                What = 'promotion of CB2'
                Apply = $true
                Ask = $false
            }
            @{
                Before = $look4
                Console = @(
                    'Site Berlin > Connection Brokers > Tasks > Move up or Move down'
                    'Move the secondaries until the order is: CB2, CB1, CB3.'
                    'Moving up or down changes the order among the secondaries; higher in the list is higher priority.'
                )
                After = $look5
                What = 'order of site Berlin'
                Apply = $true
                Ask = $false
            }
        )
    }
    # Step 3: Berlin: delete broker CB1
    @{
        Number = 3
        Title = 'Berlin: delete broker CB1'
        Notes = @('Why here: it is not the primary, and nothing prefers it.')
        Parts = @(
            @{
                Before = $look5
                Console = @(
                    'Site Berlin > Connection Brokers > Delete'
                    'Delete the Connection Broker CB1.'
                    'Deleting is described for secondaries only.'
                )
                After = $look6
                What = 'deletion of CB1'
                Apply = $true
                Ask = $false
            }
        )
    }
)

