# Runbook of farm 0.1.0, printed on 2026-11-22.
# It brings the Parallels RAS farm "Acme" from farm.json to planned.json, in 2 steps.
# Site Berlin before: can lose any 2 brokers; after: can lose any 1 broker; weakest moment: after step 1, can lose any 1 broker.
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
    @{ Server = 'CB4'; Enabled = $true; Standby = $false }
    @{ Server = 'CB5'; Enabled = $true; Standby = $false }
)

$look1 = @{
    Site = 'Berlin'
    Exists = $true
    Order = 'all'
    Brokers = $brokers1
}

$brokers2 = @(
    @{ Server = 'CB1'; Enabled = $true; Standby = $false }
    @{ Server = 'CB2'; Enabled = $true; Standby = $false }
    @{ Server = 'CB3'; Enabled = $true; Standby = $false }
    @{ Server = 'CB4'; Enabled = $true; Standby = $false }
)

$look2 = @{
    Site = 'Berlin'
    Exists = $true
    Order = 'all'
    Brokers = $brokers2
}

$brokers3 = @(
    @{ Server = 'CB1'; Enabled = $true; Standby = $false }
    @{ Server = 'CB2'; Enabled = $true; Standby = $false }
    @{ Server = 'CB3'; Enabled = $true; Standby = $false }
)

$look3 = @{
    Site = 'Berlin'
    Exists = $true
    Order = 'all'
    Brokers = $brokers3
}

# ---- The steps ----------------------------------------------------------------

$steps = @(
    # Step 1: Berlin: delete broker CB5
    # Assumes A27: A cmdlet that is given the name of a server finds that server in any site of the farm.
    # Assumes A28: A parameter that only the module of the farm shows sets the property of the same name; as the id of a preferred Connection Broker, 0 is Automatic.
    @{
        Number = 1
        Title = 'Berlin: delete broker CB5'
        Notes = @('Why here: it is not the primary, and nothing prefers it.')
        Parts = @(
            @{
                Before = $look1
                # The module of this farm has these parameters, as its capture shows.
                Calls = @(
                    @{ Name = 'Remove-RASBroker'; With = [ordered]@{ Server = 'CB5' } }
                )
                Console = @(
                    'Site Berlin > Connection Brokers > Delete'
                    'Delete the Connection Broker CB5.'
                    'Deleting is described for secondaries only.'
                )
                After = $look2
                What = 'deletion of CB5'
                Apply = $true
                Ask = $false
            }
        )
    }
    # Step 2: Berlin: delete broker CB4
    # Assumes A27: A cmdlet that is given the name of a server finds that server in any site of the farm.
    # Assumes A28: A parameter that only the module of the farm shows sets the property of the same name; as the id of a preferred Connection Broker, 0 is Automatic.
    @{
        Number = 2
        Title = 'Berlin: delete broker CB4'
        Notes = @('Why here: it is not the primary, and nothing prefers it.')
        Parts = @(
            @{
                Before = $look2
                # The module of this farm has these parameters, as its capture shows.
                Calls = @(
                    @{ Name = 'Remove-RASBroker'; With = [ordered]@{ Server = 'CB4' } }
                )
                Console = @(
                    'Site Berlin > Connection Brokers > Delete'
                    'Delete the Connection Broker CB4.'
                    'Deleting is described for secondaries only.'
                )
                After = $look3
                What = 'deletion of CB4'
                Apply = $true
                Ask = $false
            }
        )
    }
)

